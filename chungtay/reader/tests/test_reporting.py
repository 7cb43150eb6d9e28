"""Who reports to whom, through whom, when."""

from chungtay.reader.contract import Reporting
from chungtay.reader.duties.reporting import find_reporting
from chungtay.reader.duties.tasks import find_tasks
from chungtay.reader.structure.outline import find_outline
from chungtay.reader.structure.zones import zones_of
from chungtay.reader.tests.papers import paper


def duties(*lines: str) -> list[Reporting]:
    text = paper("I. TỔ CHỨC THỰC HIỆN", *lines)
    outline = find_outline(text)
    zones = zones_of(text, outline)
    return find_reporting(text, find_tasks(text, outline, zones), zones)


def test_a_single_report_has_a_day() -> None:
    (duty,) = duties(
        "1. Các phòng, ban và UBND các xã báo cáo kết quả về UBND huyện (qua Công an huyện) trước ngày 01/7/2024."
    )
    assert (duty.who, duty.to, duty.via) == (
        ("Các phòng, ban", "UBND các xã"),
        ("UBND huyện",),
        ("Công an huyện",),
    )
    assert (duty.by, duty.every, duty.periodic, duty.on_request) == ("2024-07-01", (), False, False)


def test_a_rhythm_and_on_request() -> None:
    (duty,) = duties("1. Sở Y tế định kỳ 06 tháng, 01 năm hoặc đột xuất báo cáo kết quả về UBND tỉnh.")
    assert (duty.every, duty.periodic, duty.on_request, duty.by) == (("P6M", "P1Y"), True, True, None)


def test_a_rhythm_without_an_interval_is_periodic() -> None:
    (duty,) = duties(
        "2. Giao Công an tỉnh theo dõi. Định kỳ hoặc đột xuất báo cáo kết quả thực hiện về Bộ Công an và UBND tỉnh theo quy định."
    )
    assert (duty.who, duty.to, duty.every, duty.periodic) == (
        ("Công an tỉnh",),
        ("Bộ Công an", "UBND tỉnh"),
        (),
        True,
    )


def test_a_date_of_another_clause_is_not_the_date_of_the_report() -> None:
    (duty,) = duties(
        "1. Các sở xây dựng kế hoạch trước ngày 30/9/2025; hằng quý báo cáo kết quả về UBND tỉnh."
    )
    assert (duty.by, duty.every) == (None, ("P3M",))


def test_what_is_sent_to_one_who_consolidates_goes_to_that_one() -> None:
    (duty,) = duties(
        "1. Sở Công Thương hằng tháng gửi số liệu về Công an tỉnh để tổng hợp, báo cáo UBND tỉnh."
    )
    assert duty.to == ("Công an tỉnh",)


def test_asking_for_help_in_trouble_is_no_reporting_duty() -> None:
    assert not duties("1. Nếu có khó khăn, vướng mắc, các đơn vị báo cáo UBND tỉnh xem xét, giải quyết.")


def test_a_report_to_the_writers_own_body_goes_there_through_whom_the_bracket_names() -> None:
    for said in ("về Sở (qua Phòng Chính trị, tư tưởng)", "gửi Sở qua Phòng Chính trị, tư tưởng"):
        (duty,) = duties(f"1. Các trường trung học phổ thông báo cáo kết quả {said} vào ngày 25 hằng tháng.")
        assert (duty.to, duty.via, duty.every) == (("Sở",), ("Phòng Chính trị, tư tưởng",), ("P1M",))


def test_a_further_report_of_the_same_sentence_belongs_to_the_same_duty() -> None:
    (duty,) = duties(
        "1. Công an các xã báo cáo tuần về Công an huyện qua Đội Tổng hợp; báo cáo tổng kết trước ngày 15/3/2026."
    )
    assert (duty.every, duty.by, duty.via) == (("P1W",), "2026-03-15", ("Đội Tổng hợp",))


def test_a_report_within_a_time_is_a_report_whatever_it_tells() -> None:
    (duty,) = duties(
        "1. Ban Tổ chức Huyện ủy rà soát biên chế, báo cáo Thường trực Huyện ủy trong quý III/2026."
    )
    assert (duty.to, duty.every, duty.by) == (("Thường trực Huyện ủy",), (), None)


def test_telling_a_body_at_a_rhythm_is_reporting_too() -> None:
    (duty,) = duties("1. Trưởng thôn lập sổ theo dõi; định kỳ ngày 20 hằng tháng báo Công an xã.")
    assert (duty.who, duty.to, duty.every) == (("Trưởng thôn",), ("Công an xã",), ("P1M",))
    assert not duties("1. Trường học báo ngay Công an xã khi có dấu hiệu nghi vấn.")


def test_two_or_three_bodies_together_receive_a_report() -> None:
    (duty,) = duties("1. Công an xã báo cáo kết quả về ba ngành cấp huyện trước ngày 15/11 hằng năm.")
    assert duty.to == ("ba ngành cấp huyện",)


def test_a_report_of_one_year_has_its_rhythm_and_its_days() -> None:
    (duty,) = duties(
        "1. Sở Y tế gửi báo cáo 6 tháng (trước ngày 10/6/2026) và báo cáo năm (trước ngày 10/11/2026) về UBND tỉnh."
    )
    assert duty.every == ("P6M", "P1Y")


def test_reflecting_matters_to_a_body_is_reporting() -> None:
    (duty,) = duties("1. Ban Công tác Mặt trận hằng tháng phản ánh tình hình với Ủy ban MTTQ Việt Nam xã.")
    assert (duty.to, duty.every) == (("Ủy ban MTTQ Việt Nam xã",), ("P1M",))


def test_a_report_goes_through_bodies_and_not_through_means() -> None:
    (duty,) = duties("1. Các chi hội báo cáo kết quả về Hội Phụ nữ xã qua Zalo trước ngày 20 hằng tháng.")
    assert (duty.to, duty.via, duty.every) == (("Hội Phụ nữ xã",), (), ("P1M",))


def test_who_hands_in_a_report_or_proposes_with_it_reports() -> None:
    (duty,) = duties("1. Trạm Y tế lập báo cáo tháng, quý nộp Trung tâm Y tế khu vực.")
    assert (duty.to, duty.every) == (("Trung tâm Y tế khu vực",), ("P1M", "P3M"))
    (duty,) = duties("1. Giao Công an tỉnh theo dõi, định kỳ báo cáo, đề xuất UBND tỉnh.")
    assert (duty.who, duty.to, duty.periodic) == (("Công an tỉnh",), ("UBND tỉnh",), True)


def test_the_first_report_has_a_day_and_those_of_later_months_a_rhythm() -> None:
    (duty,) = duties(
        "1. Các thôn báo cáo về UBND xã trước ngày 20/4/2026; những tháng tiếp theo báo cáo vào ngày 15 hằng tháng."
    )
    assert (duty.by, duty.every) == ("2026-04-20", ("P1M",))


def test_a_report_may_go_to_others_as_well() -> None:
    (duty,) = duties("1. Trạm Y tế xã mỗi tháng báo cáo Sở Y tế số ca mắc mới, đồng gửi UBND xã để theo dõi.")
    assert duty.to == ("Sở Y tế", "UBND xã")


def test_to_whom_ends_before_what_is_reported() -> None:
    (duty,) = duties("1. Các tổ dân phố mỗi tuần báo cáo Trưởng phòng về số người vắng mặt.")
    assert duty.to == ("Trưởng phòng",)


def test_what_is_summed_up_of_a_whole_year_is_reported_once() -> None:
    (duty,) = duties("1. Sở Nội vụ sơ kết hai năm thực hiện Đề án, báo cáo UBND tỉnh trước ngày 15/12/2025.")
    assert (duty.every, duty.by) == ((), "2025-12-15")


def test_the_rhythm_may_stand_at_the_end() -> None:
    (duty,) = duties("1. Công an huyện soạn báo cáo gửi Công an tỉnh 06 tháng và năm.")
    assert (duty.to, duty.every) == (("Công an tỉnh",), ("P6M", "P1Y"))


def test_a_rhythm_of_other_work_is_none_of_the_report() -> None:
    said = "1. Công an viên mỗi tuần đến từng hộ và báo cáo Trưởng Công an xã tại buổi họp hằng tháng."
    assert [duty.every for duty in duties(said)] == [("P1M",)]


def test_what_happens_is_reported_at_once() -> None:
    said = "1. Bảo vệ khi phát hiện đối tượng lạ phải báo cáo ngay Ban Giám hiệu."
    assert [(duty.who, duty.to, duty.every) for duty in duties(said)] == [
        (("Bảo vệ",), ("Ban Giám hiệu",), ())
    ]


def test_trouble_is_reported_through_whom_the_paper_names() -> None:
    open_ = "Trong quá trình triển khai, nếu có vướng mắc, các địa phương"
    (duty,) = duties("1. Công an xã tuần tra.", f"{open_} báo cáo UBND tỉnh (qua Sở Nội vụ) để giải quyết./.")
    assert (duty.who, duty.to, duty.via) == (("các địa phương",), ("UBND tỉnh",), ("Sở Nội vụ",))
    assert not duties(
        "1. Công an xã tuần tra.", f"{open_} phản ánh về Sở Nội vụ để tổng hợp, báo cáo UBND tỉnh./."
    )


def test_hours_after_an_event_are_a_time_too() -> None:
    said = "1. Bệnh viện 06 tháng một lần diễn tập; báo cáo bằng văn bản về Sở Y tế chậm nhất 24 giờ sau khi tiếp nhận."
    assert [(duty.who, duty.to) for duty in duties(said)] == [(("Bệnh viện",), ("Sở Y tế",))]
