"""Who answers for a duty and who helps."""

import pytest

from chungtay.reader.duties.roles import read_roles


@pytest.mark.parametrize(
    ("words", "lead", "support"),
    [
        ("Công an tỉnh chủ trì, phối hợp với Sở Y tế rà soát.", ["Công an tỉnh"], ["Sở Y tế"]),
        ("Giao Sở Tài chính cân đối ngân sách.", ["Sở Tài chính"], []),
        ("Đề nghị Ủy ban MTTQ Việt Nam tỉnh: Chỉ đạo các tổ chức thành viên phối hợp với chính quyền cùng cấp tuyên truyền.", ["Ủy ban MTTQ Việt Nam tỉnh"], ["chính quyền cùng cấp"]),
        ("Tổ chức hội thi do Tỉnh đoàn chủ trì, phối hợp với Sở Giáo dục và Đào tạo thực hiện.", ["Tỉnh đoàn"], ["Sở Giáo dục và Đào tạo"]),
        ("Phối hợp chặt chẽ giữa Công an tỉnh và Sở Y tế trong lập hồ sơ.", [], ["Công an tỉnh", "Sở Y tế"]),
        ("Tổ chức lễ phát động (Cơ quan chủ trì: Công an xã; cơ quan phối hợp: Trạm Y tế xã, các thôn).", ["Công an xã"], ["Trạm Y tế xã", "các thôn"]),
        ("Sở Y tế chủ trì tập huấn. Các đơn vị liên quan phối hợp thực hiện.", ["Sở Y tế"], ["Các đơn vị liên quan"]),
        ("Ủy ban nhân dân tỉnh yêu cầu các sở, ban, ngành triển khai thực hiện.", ["các sở, ban, ngành"], []),
        ("Kế hoạch giao Công an tỉnh chủ trì theo dõi.", ["Công an tỉnh"], []),
        ("Hằng năm, căn cứ khả năng ngân sách, Sở Tài chính tham mưu bố trí kinh phí.", ["Sở Tài chính"], []),
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
