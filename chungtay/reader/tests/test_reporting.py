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
