"""Who answers for a duty and who helps."""

from itertools import product
from pathlib import Path

import pytest

from chungtay.reader.duties.fields import split_bodies
from chungtay.reader.duties.headed import bodies_in_heading
from chungtay.reader.duties.roles import read_roles


@pytest.mark.parametrize(
    ("words", "lead", "support"),
    [
        ("Công an tỉnh chủ trì, phối hợp với Sở Y tế rà soát.", ["Công an tỉnh"], ["Sở Y tế"]),
        ("Giao Sở Tài chính cân đối ngân sách.", ["Sở Tài chính"], []),
        ("Ra quân vào thứ Bảy đầu tiên hằng tháng, giao Ban Phong trào Tỉnh Đoàn hướng dẫn.", ["Ban Phong trào Tỉnh Đoàn"], []),
        ("Tổ chức sinh hoạt dưới cờ; mời Công an xã, phường tham gia phối hợp.", [], ["Công an xã, phường"]),
        ("Duy trì các đội xung kích, tuần tra cùng Công an xã, phường.", [], ["Công an xã, phường"]),
        ("Công an phường chủ công, Ban Chỉ huy Quân sự phường và Trạm Y tế phối hợp tuần tra ban đêm.", ["Công an phường"], ["Ban Chỉ huy Quân sự phường", "Trạm Y tế"]),
        ("Tín dụng ưu đãi: Ngân hàng Chính sách xã hội chi nhánh tỉnh ưu tiên nguồn vốn.", ["Ngân hàng Chính sách xã hội chi nhánh tỉnh"], []),
        ("UBND huyện chỉ đạo Phòng Y tế cùng Trung tâm Y tế huyện rà soát số liệu.", ["UBND huyện"], ["Trung tâm Y tế huyện"]),
        ("Đề nghị Ủy ban MTTQ Việt Nam tỉnh: Chỉ đạo các tổ chức thành viên phối hợp với chính quyền cùng cấp tuyên truyền.", ["Ủy ban MTTQ Việt Nam tỉnh"], ["chính quyền cùng cấp"]),
        ("Tổ chức hội thi do Tỉnh đoàn chủ trì, phối hợp với Sở Giáo dục và Đào tạo thực hiện.", ["Tỉnh đoàn"], ["Sở Giáo dục và Đào tạo"]),
        ("Phối hợp chặt chẽ giữa Công an tỉnh và Sở Y tế trong lập hồ sơ.", [], ["Công an tỉnh", "Sở Y tế"]),
        ("Tổ chức lễ phát động (Cơ quan chủ trì: Công an xã; cơ quan phối hợp: Trạm Y tế xã, các thôn).", ["Công an xã"], ["Trạm Y tế xã", "các thôn"]),
        ("Sở Y tế chủ trì tập huấn. Các đơn vị liên quan phối hợp thực hiện.", ["Sở Y tế"], ["Các đơn vị liên quan"]),
        ("Ủy ban nhân dân tỉnh yêu cầu các sở, ban, ngành triển khai thực hiện.", ["các sở, ban, ngành"], []),
        ("Kế hoạch giao Công an tỉnh chủ trì theo dõi.", ["Công an tỉnh"], []),
        ("Hằng năm, căn cứ khả năng ngân sách, Sở Tài chính tham mưu bố trí kinh phí.", ["Sở Tài chính"], []),
        ("Tổ chức ký cam kết (Công an phường chủ trì; Phòng Kinh tế, các khu phố phối hợp).", ["Công an phường"], ["Phòng Kinh tế", "các khu phố"]),
        ("Hội Phụ nữ xã đảm nhận việc nhân rộng mô hình; các chi hội hỗ trợ.", ["Hội Phụ nữ xã"], []),
        ("Ban Chỉ huy Quân sự xã bố trí dân quân tham gia cùng Công an xã tuần tra.", ["Ban Chỉ huy Quân sự xã"], ["Công an xã"]),
        ("Công tác tuyên truyền giao cho Phòng Văn hóa - Xã hội thực hiện.", ["Phòng Văn hóa - Xã hội"], []),
        ("Biên soạn tài liệu, bàn giao cho các trường trước ngày 15/10/2024.", [], []),
        ("Đội Cảnh sát điều tra tội phạm về kinh tế và ma túy xác lập 03 chuyên án.", ["Đội Cảnh sát điều tra tội phạm về kinh tế và ma túy"], []),
        ("Ban Thường trực Hội giao Ban Phong trào chủ trì, phối hợp với các ban chuyên môn.", ["Ban Phong trào"], ["các ban chuyên môn"]),
        ("Công an xã phối kết hợp với Trạm Y tế, Ban Chỉ huy Quân sự xã tổ chức khám sàng lọc.", ["Công an xã"], ["Trạm Y tế", "Ban Chỉ huy Quân sự xã"]),
        ("Liên đoàn Lao động tỉnh chỉ đạo công đoàn cơ sở phối hợp với người sử dụng lao động tuyên truyền.", ["Liên đoàn Lao động tỉnh"], ["người sử dụng lao động"]),
        ("Các đơn vị báo cáo kết quả về UBND huyện trước ngày 18; giao Công an huyện tổng hợp.", ["Các đơn vị", "Công an huyện"], []),
        ("Phòng Lao động, Việc làm theo dõi, đôn đốc.", ["Phòng Lao động, Việc làm"], []),
        ("Giám đốc các Sở: Công Thương, Y tế chỉ đạo kiểm tra.", ["Giám đốc các Sở: Công Thương, Y tế"], []),
        ("Yêu cầu chủ các cơ sở cho thuê trọ khai báo tạm trú.", ["chủ các cơ sở cho thuê trọ"], []),
        ("Trước 10 giờ thứ Sáu hằng tuần các bản báo cáo về Thường trực Ban Chỉ đạo (Công an xã).", ["các bản"], []),
        ("Tổ Tư vấn tâm lý học đường lập sổ theo dõi.", ["Tổ Tư vấn tâm lý học đường"], []),
        ("Phát tờ rơi tại trường học (Đội cờ đỏ và Đoàn trường thực hiện, mỗi tuần một lần).", ["Đội cờ đỏ", "Đoàn trường"], []),
        ("Rà soát nhà trọ. Chịu trách nhiệm chính: Công an xã; phối hợp: Trạm Y tế.", ["Công an xã"], ["Trạm Y tế"]),
        ("Đơn vị được giao chủ trì là Công an xã; các đơn vị phối hợp gồm Trạm Y tế xã và Trường THCS Mỹ Lộc.", ["Công an xã"], ["Trạm Y tế xã", "Trường THCS Mỹ Lộc"]),
        ("Hội Phụ nữ xã chủ trì xây dựng mô hình điểm, Hội Nông dân xã và Đoàn Thanh niên xã phối hợp.", ["Hội Phụ nữ xã"], ["Hội Nông dân xã", "Đoàn Thanh niên xã"]),
        ("Cấp ủy, chính quyền các địa phương tập trung lãnh đạo.", ["Cấp ủy, chính quyền các địa phương"], []),
        ("Phối hợp với Đồn Biên phòng Nậm Khao, các Tổ công tác biên giới tuần tra.", [], ["Đồn Biên phòng Nậm Khao", "các Tổ công tác biên giới"]),
        ("Các thôn trưởng báo cáo UBND xã vào ngày 14 hằng tháng.", ["Các thôn trưởng"], []),
        ("Các cơ sở điều trị báo cáo Sở Y tế hằng quý.", ["Các cơ sở điều trị"], []),
        ("Các cơ quan, đơn vị, Ban điều hành các khu phố gửi báo cáo về Công an phường.", ["Các cơ quan, đơn vị", "Ban điều hành các khu phố"], []),
        ("Thành viên Ban Thường vụ phụ trách địa bàn dự họp chi bộ.", ["Thành viên Ban Thường vụ phụ trách địa bàn"], []),
        ("Ủy viên Ban Chấp hành phụ trách cụm đi cơ sở mỗi tháng.", ["Ủy viên Ban Chấp hành phụ trách cụm"], []),
        ("Các đồng chí Đảng ủy viên phụ trách thôn, bản dự sinh hoạt.", ["Các đồng chí Đảng ủy viên phụ trách thôn, bản"], []),
        ("Cán bộ Đoàn cấp xã hằng tháng báo cáo Huyện đoàn.", ["Cán bộ Đoàn cấp xã"], []),
        ("Ban Quản lý chợ Trung tâm nhắc nhở tiểu thương.", ["Ban Quản lý chợ Trung tâm"], []),
        ("Phối hợp với các tổ an ninh nhân dân, tổ bảo vệ an ninh, trật tự ở cơ sở tuần tra.", [], ["các tổ an ninh nhân dân", "tổ bảo vệ an ninh, trật tự ở cơ sở"]),
        ("Phân công đồng chí Chủ tịch UBND xã phụ trách cụm các thôn phía Nam.", ["đồng chí Chủ tịch UBND xã"], []),
        ("Ban Phong trào Tỉnh đoàn chủ trì ra quân.", ["Ban Phong trào Tỉnh đoàn"], []),
        ("Văn phòng Huyện hội tổng hợp số liệu.", ["Văn phòng Huyện hội"], []),
        ("Tuyên truyền viên cơ sở phát thanh mỗi tuần 02 buổi.", ["Tuyên truyền viên cơ sở"], []),
        ("Phòng Kiểm nghiệm, Dược liệu - Mỹ phẩm lấy mẫu.", ["Phòng Kiểm nghiệm, Dược liệu - Mỹ phẩm"], []),
        ("Chi cục Phòng, chống HIV/AIDS cấp thuốc cho các cơ sở.", ["Chi cục Phòng, chống HIV/AIDS"], []),
        ("Đề nghị Chi bộ phân công từng hội viên ở khu dân cư giúp đỡ một gia đình.", ["Chi bộ"], []),
        ("Trạm Y tế xã tư vấn tại nhà; Hội Chữ thập đỏ xã là lực lượng phối hợp.", ["Trạm Y tế xã"], ["Hội Chữ thập đỏ xã"]),
        ("Sở Nội vụ kết nối với Hiệp hội Doanh nghiệp tỉnh giới thiệu việc làm.", ["Sở Nội vụ"], ["Hiệp hội Doanh nghiệp tỉnh"]),
        ("Ban Chỉ huy Quân sự xã kết hợp với Công an xã tuần tra.", ["Ban Chỉ huy Quân sự xã"], ["Công an xã"]),
        ("Ngành Y tế bảo đảm thuốc Methadone.", ["Ngành Y tế"], []),
        ("Thường trực HĐND xã và các Ban HĐND xã giám sát việc thực hiện.", ["Thường trực HĐND xã", "các Ban HĐND xã"], []),
        ("Giáo viên chủ nhiệm các lớp tổ chức sinh hoạt lớp.", ["Giáo viên chủ nhiệm các lớp"], []),
        ("Từng đồng chí thành viên Ban Chỉ đạo chịu trách nhiệm địa bàn.", ["Từng đồng chí thành viên Ban Chỉ đạo"], []),
        ("Phối hợp Phòng Phòng, chống ma túy và tội phạm BĐBP tỉnh tuần tra.", [], ["Phòng Phòng, chống ma túy và tội phạm BĐBP tỉnh"]),
    ],
)  # fmt: skip
def test_the_words_name_the_lead_and_the_help(words: str, lead: list[str], support: list[str]) -> None:
    roles = read_roles(words)
    assert (list(roles.lead), list(roles.support)) == (lead, support)


@pytest.mark.parametrize(
    ("words", "support"),
    [
        ("Phối hợp với Sở Y tế tập huấn.", ["Sở Y tế"]),
        (
            "Chỉ đạo các đơn vị trực thuộc chủ trì, phối hợp với lực lượng Công an tuần tra.",
            ["lực lượng Công an"],
        ),
        ("Yêu cầu các cơ sở kinh doanh ký cam kết.", []),
        ("Củng cố quy chế phối hợp giữa các ngành.", []),
        ("Cử báo cáo viên tham gia các hội nghị do Sở Tư pháp tổ chức.", []),
    ],
)
def test_under_the_heading_of_a_body_it_leads(words: str, support: list[str]) -> None:
    roles = read_roles(words, ("Bộ Chỉ huy Quân sự tỉnh",))
    assert (list(roles.lead), list(roles.support)) == (["Bộ Chỉ huy Quân sự tỉnh"], support)


def test_another_subject_under_a_heading_leads_its_own_task() -> None:
    assert read_roles("UBND các xã có trách nhiệm rà soát.", ("Công an tỉnh",)).lead == ("UBND các xã",)


def test_each_unit_under_a_heading_is_the_headings_own() -> None:
    said = "Mỗi xã, phường xây dựng 01-02 mô hình điểm về phòng, chống ma túy."
    assert read_roles(said, ("UBND các xã, phường",)).lead == ("UBND các xã, phường",)


BODIES = (Path(__file__).parent / "wordings" / "bodies.txt").read_text(encoding="utf-8").splitlines()[1:]
PREDICATES = [
    "xây dựng kế hoạch chi tiết.",
    "chủ trì, phối hợp với Công an tỉnh tuyên truyền.",
    "có trách nhiệm theo dõi.",
    "hằng quý kiểm tra, đôn đốc.",
    "mỗi năm tổ chức 02 lớp tập huấn.",
    "được phân công tổng hợp số liệu.",
    "trực tiếp chỉ đạo thực hiện.",
    "là đầu mối tổng hợp.",
]


@pytest.mark.parametrize(("body", "predicate"), list(product(BODIES, PREDICATES)))
def test_any_body_goes_with_any_predicate(body: str, predicate: str) -> None:
    assert read_roles(f"{body} {predicate}").lead == (body,)


@pytest.mark.parametrize("body", BODIES)
def test_any_body_can_be_a_heading(body: str) -> None:
    assert bodies_in_heading(body) == (body,)
    assert bodies_in_heading(f"Đối với {body}") == (body,)


@pytest.mark.parametrize(
    "words",
    [
        "TỔ CHỨC THỰC HIỆN",
        "Tổ chức thực hiện",
        "Ban hành văn bản",
        "Phòng ngừa xã hội",
        "Cơ sở pháp lý",
        "Hội nghị",
    ],
)
def test_what_only_begins_like_a_body_is_none(words: str) -> None:
    assert bodies_in_heading(words) == ()


@pytest.mark.parametrize(
    ("words", "lead", "support"),
    [
        ("Công an phường cùng Tổ dân phố rà soát nhà trọ.", ["Công an phường"], ["Tổ dân phố"]),
        ("Công an huyện chủ trì, Công an các xã cùng thực hiện.", ["Công an huyện"], ["Công an các xã"]),
        ("Việc này do Sở Y tế đảm nhiệm, có sự tham gia của Công an xã.", ["Sở Y tế"], ["Công an xã"]),
        ("Ba là, giao Chi bộ Quân sự và Chi bộ Công an cùng xây dựng phương án.", ["Chi bộ Quân sự", "Chi bộ Công an"], []),
        ("Sở Y tế là đầu mối; Sở Xây dựng, Sở Tư pháp theo dõi.", ["Sở Y tế", "Sở Xây dựng", "Sở Tư pháp"], []),
        ("Giao giáo viên chủ nhiệm theo dõi học sinh.", ["giáo viên chủ nhiệm"], []),
        ("Kết thúc cao điểm, Tổ Tổng hợp báo cáo.", ["Tổ Tổng hợp"], []),
        ("Rà soát, sửa đổi Quy chế phối hợp liên ngành.", [], []),
        ("Phối hợp với Bảo vệ cơ quan Cảng cá, Đồn Biên phòng Cửa Đá tuần tra.", [], ["Bảo vệ cơ quan Cảng cá", "Đồn Biên phòng Cửa Đá"]),
        ("Công an xã phối hợp với Bảo vệ Nhà máy Đường, Trạm Y tế xã rà soát.", ["Công an xã"], ["Bảo vệ Nhà máy Đường", "Trạm Y tế xã"]),
        ("Công an phường phối hợp với Bảo vệ dân phố tuần tra.", ["Công an phường"], ["Bảo vệ dân phố"]),
        ("Công an phường phối hợp với Bảo vệ chợ Bến Đá, Ban Quản lý chợ tuần tra.", ["Công an phường"], ["Bảo vệ chợ Bến Đá", "Ban Quản lý chợ"]),
        ("Phối hợp với gia đình, nhà trường quản lý học sinh.", [], ["gia đình", "nhà trường"]),
        ("Công an xã (cơ quan thường trực) chủ trì, phối hợp Trạm Y tế (đơn vị chuyên môn), Hội Phụ nữ rà soát.", ["Công an xã"], ["Trạm Y tế", "Hội Phụ nữ"]),
    ],
)  # fmt: skip
def test_who_stands_at_whose_side(words: str, lead: list[str], support: list[str]) -> None:
    roles = read_roles(words)
    assert (list(roles.lead), list(roles.support)) == (lead, support)


@pytest.mark.parametrize(
    ("words", "lead"),
    [
        ("Trung tâm Văn hóa, Thông tin và Truyền thông xã phát thanh mỗi tuần 02 lần.", ["Trung tâm Văn hóa, Thông tin và Truyền thông xã"]),
        ("Sở Văn hóa, Thể thao và Du lịch, Sở Tài chính hướng dẫn.", ["Sở Văn hóa, Thể thao và Du lịch", "Sở Tài chính"]),
        ("Sở Y tế, Tài chính và Nội vụ rà soát.", ["Sở Y tế", "Sở Tài chính", "Sở Nội vụ"]),
        ("Ban Quản lý Di tích và Danh thắng tỉnh niêm yết bảng cấm.", ["Ban Quản lý Di tích và Danh thắng tỉnh"]),
        ("Bí thư chi bộ, Trưởng thôn, Trưởng ban công tác Mặt trận vận động từng gia đình.", ["Bí thư chi bộ", "Trưởng thôn", "Trưởng ban công tác Mặt trận"]),
        ("Giao Trưởng phòng Giáo dục và Đào tạo tham mưu.", ["Trưởng phòng Giáo dục và Đào tạo"]),
        ("Các ông (bà): Chánh Văn phòng UBND xã, Trưởng Công an xã căn cứ Kế hoạch triển khai.", ["Chánh Văn phòng UBND xã", "Trưởng Công an xã"]),
        ("Các trường THPT, trung tâm GDNN-GDTX tổ chức ký cam kết.", ["Các trường THPT", "trung tâm GDNN-GDTX"]),
        ("Hội Nông dân xã và Hội Cựu chiến binh xã mỗi hội nhận giúp đỡ 02 người.", ["Hội Nông dân xã", "Hội Cựu chiến binh xã"]),
        ("Cấp ủy, chính quyền các xã biên giới lãnh đạo nhân dân.", ["Cấp ủy, chính quyền các xã biên giới"]),
        ("Công ty TNHH MTV Cấp nước, Công ty Điện lực in thông điệp.", ["Công ty TNHH MTV Cấp nước", "Công ty Điện lực"]),
        ("Ban Thường vụ Hội phân công đồng chí Phó Chủ tịch phụ trách.", ["Ban Thường vụ Hội"]),
        ("Sở Công Thương tổng rà soát cơ sở kinh doanh.", ["Sở Công Thương"]),
        ("Phòng Hậu cần dự liệu phương tiện, lương thực.", ["Phòng Hậu cần"]),
        ("Các chi, đảng bộ cơ sở cụ thể hóa thành chỉ tiêu hằng năm.", ["Các chi, đảng bộ cơ sở"]),
        ("Các chủ tàu cá ký cam kết với Đồn Biên phòng.", ["Các chủ tàu cá"]),
        ("Trường THCS, THPT tổ chức ký cam kết đầu năm học.", ["Trường THCS, THPT"]),
        ("Các thành viên BCĐ theo nhiệm vụ được phân công phụ trách xã chỉ đạo, kiểm tra.", ["Các thành viên BCĐ"]),
        ("Mặt trận, Đoàn thể lồng ghép nội dung vào sinh hoạt.", ["Mặt trận", "Đoàn thể"]),
        ("Các huyện, thị, thành đoàn tổ chức ra quân.", ["Các huyện, thị, thành đoàn"]),
        ("Các huyện, thành đoàn, đoàn trực thuộc báo cáo Tỉnh đoàn.", ["Các huyện, thành đoàn", "đoàn trực thuộc"]),
        ("Đề nghị các huyện, thị, thành ủy chỉ đạo.", ["các huyện, thị, thành ủy"]),
        ("Các xã, phường đội phối hợp Công an tuần tra.", ["Các xã, phường đội"]),
        ("Các huyện, thị, thành hội phụ nữ xây dựng mô hình.", ["Các huyện, thị, thành hội phụ nữ"]),
        ("Các xã, phường đoàn kết chống ma túy.", []),
        ("Các huyện, thành phố, xã hội hóa công tác cai nghiện.", []),
        ("Các khoa, viện phân công cố vấn học tập theo dõi sinh viên.", ["Các khoa, viện"]),
        ("Các khoa, bộ môn, viện xây dựng kế hoạch.", ["Các khoa, bộ môn, viện"]),
        ("Các khoa, phòng, trung tâm rà soát sinh viên.", ["Các khoa, phòng, trung tâm"]),
        ("Phòng Tham mưu Công an tỉnh chủ trì tổng hợp.", ["Phòng Tham mưu Công an tỉnh"]),
        ("Phòng Y tế, Công an huyện kiểm tra.", ["Phòng Y tế", "Công an huyện"]),
        ("Đề nghị Phòng Cảnh sát điều tra tội phạm về ma túy Công an tỉnh cử báo cáo viên.", ["Phòng Cảnh sát điều tra tội phạm về ma túy Công an tỉnh"]),
        ("Tổ công tác cai nghiện tự nguyện tại cộng đồng họp định kỳ mỗi tháng một lần.", ["Tổ công tác cai nghiện tự nguyện tại cộng đồng"]),
        ("Đội công tác cai nghiện tại gia đình và cộng đồng tư vấn người nghiện.", ["Đội công tác cai nghiện tại gia đình và cộng đồng"]),
        ("Tổ tư vấn học đường lập hồ sơ từng em.", ["Tổ tư vấn học đường"]),
        ("Tổ xung kích, với sự hỗ trợ của Trạm Y tế, mở lớp.", ["Tổ xung kích"]),
        ("Với sự tham gia của Hội Nông dân xã, Hợp tác xã Đại Phong mở lớp nghề.", ["Hợp tác xã Đại Phong"]),
        ("Hiệu trưởng, giám đốc chịu trách nhiệm trước Sở.", ["Hiệu trưởng", "giám đốc"]),
        ("Sửa chữa nhà ở, do Ban Quản lý dự án huyện làm chủ đầu tư.", ["Ban Quản lý dự án huyện"]),
        ("Hội Nông dân, Đoàn Thanh niên xã mỗi tổ chức giúp đỡ 02 người.", ["Hội Nông dân", "Đoàn Thanh niên xã"]),
        ("Đồng chí Bí thư chỉ đạo chung; đồng chí Phó Bí thư Thường trực theo dõi.", ["Đồng chí Bí thư", "đồng chí Phó Bí thư Thường trực"]),
        ("Giao Phòng An ninh mạng (PA05) rà quét nội dung xấu.", ["Phòng An ninh mạng (PA05)"]),
        ("Đồng chí Phó Trưởng ban (Bí thư Đảng ủy xã) chủ trì giao ban.", ["Đồng chí Phó Trưởng ban (Bí thư Đảng ủy xã)"]),
        ("Công an huyện (cơ quan thường trực) tổng hợp.", ["Công an huyện"]),
        ("Đồn trưởng Đồn Biên phòng Mường Mươn chỉ huy lực lượng tuần tra.", ["Đồn trưởng Đồn Biên phòng Mường Mươn"]),
        ("Già làng, trưởng tộc, người có uy tín vận động con cháu.", ["Già làng", "trưởng tộc", "người có uy tín"]),
        ("Xã Sín Thầu, xã Leng Su Sìn phải có phương án riêng.", ["Xã Sín Thầu", "xã Leng Su Sìn"]),
        ("Hội đồng tư vấn cấp xã, do Chủ tịch UBND xã thành lập, xét hồ sơ hằng tháng.", ["Hội đồng tư vấn cấp xã"]),
        ("Tổ kiểm tra do Phó Trưởng Công an xã làm Tổ trưởng rà soát nhà trọ.", ["Tổ kiểm tra"]),
        ("Đề nghị Ban Khánh tiết các đình, Ban Trị sự Phật giáo huyện vận động phật tử.", ["Ban Khánh tiết các đình", "Ban Trị sự Phật giáo huyện"]),
        ("Đề nghị Nghiệp đoàn nghề cá Cửa Sót nhắc nhở thuyền viên.", ["Nghiệp đoàn nghề cá Cửa Sót"]),
        ("Đối với Chương trình mục tiêu quốc gia, lồng ghép nguồn lực.", []),
        ("Cùng với việc nắm hộ khẩu, Công an xã lập danh sách tạm trú.", ["Công an xã"]),
        ("Quý I do Công an xã chủ trì; quý II do Trạm Y tế chủ trì.", ["Công an xã", "Trạm Y tế"]),
        ("Hai ngành họp mỗi quý một lần, do Sở Y tế chủ trì.", ["Sở Y tế"]),
        ("Hằng quý, Thành đoàn khơi dậy phong trào.", ["Thành đoàn"]),
        ("Biên soạn tài liệu; mỗi cơ sở Đoàn in 50 cuốn.", []),
    ],
)  # fmt: skip
def test_names_of_several_parts_are_kept_whole(words: str, lead: list[str]) -> None:
    assert list(read_roles(words).lead) == lead


def test_a_field_may_hold_one_name_with_commas() -> None:
    name = "Tổ bộ môn Sinh học, Giáo dục kinh tế và pháp luật"
    assert split_bodies(name) == [name]
    assert split_bodies("Tổ Giáo dục kinh tế và pháp luật") == ["Tổ Giáo dục kinh tế và pháp luật"]
    assert split_bodies("Khoa Dược, Phòng Tài chính và Sở Y tế") == [
        "Khoa Dược",
        "Phòng Tài chính",
        "Sở Y tế",
    ]


@pytest.mark.parametrize(
    ("words", "support"),
    [
        ("Đồn Biên phòng phân công cán bộ xuống bản, cùng Công an xã kiểm soát lối mở.", ["Công an xã"]),
        ("Hạt Kiểm lâm huyện: cùng Ban Chỉ huy Quân sự huyện tuần rừng.", ["Ban Chỉ huy Quân sự huyện"]),
        ("Công an xã phối hợp với già làng, chi hội phụ nữ vận động.", ["già làng", "chi hội phụ nữ"]),
        ("Trường THCS phối hợp với phụ huynh quản lý học sinh.", ["phụ huynh"]),
        (
            "Chủ trì, phối hợp với Sở Y tế, các Đội Tuyên truyền lưu động chiếu phim.",
            ["Sở Y tế", "các Đội Tuyên truyền lưu động"],
        ),
    ],
)
def test_who_stands_at_the_side(words: str, support: list[str]) -> None:
    assert list(read_roles(words, ("Công an tỉnh",)).support) == support


@pytest.mark.parametrize(
    ("words", "lead"),
    [
        ("Phân công đồng chí Trưởng Trạm Y tế phụ trách xét nghiệm.", ["đồng chí Trưởng Trạm Y tế"]),
        ("Phân công công chức Tư pháp - Hộ tịch theo dõi hồ sơ.", ["công chức Tư pháp - Hộ tịch"]),
        ("Phân công Chủ tịch Hội Nông dân xã giúp đỡ.", ["Chủ tịch Hội Nông dân xã"]),
        ("Phân công cán bộ theo dõi địa bàn.", ["UBND xã"]),
        ("Phân công Ban Dân chủ - Pháp luật làm đầu mối.", ["UBND xã"]),
    ],
)
def test_a_person_assigned_by_name_leads_under_a_heading_too(words: str, lead: list[str]) -> None:
    assert list(read_roles(words, ("UBND xã",)).lead) == lead


@pytest.mark.parametrize(
    ("field", "names"),
    [
        (
            "Hạt Quản lý đường bộ, đường sông huyện; Công an xã",
            ["Hạt Quản lý đường bộ, đường sông huyện", "Công an xã"],
        ),
        ("các trường học, trung tâm dạy nghề", ["các trường học", "trung tâm dạy nghề"]),
    ],
)
def test_a_name_goes_on_in_small_letters_unless_a_body_begins(field: str, names: list[str]) -> None:
    assert split_bodies(field) == names


def test_under_a_party_heading_to_lead_a_body_is_the_duty() -> None:
    said = "Lãnh đạo Công an thành phố mở các đợt cao điểm."
    assert read_roles(said, ("Đảng ủy Công an thành phố",)).lead == ("Đảng ủy Công an thành phố",)
    assert read_roles(said).lead == ("Lãnh đạo Công an thành phố",)
