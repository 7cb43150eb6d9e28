"""Tables that share out reports, and names in columns of times."""

import pytest

from chungtay.reader.contract import Reporting, Task
from chungtay.reader.duties.reporting import find_reporting
from chungtay.reader.duties.tasks import find_tasks
from chungtay.reader.structure.outline import find_outline
from chungtay.reader.structure.zones import zones_of
from chungtay.reader.tests.papers import paper


def read(*rows: str) -> tuple[list[Task], list[Reporting]]:
    text = paper("KẾ HOẠCH", "I. CHẾ ĐỘ BÁO CÁO", list(rows))
    outline = find_outline(text)
    zones = zones_of(text, outline)
    tasks = find_tasks(text, outline, zones)
    return tasks, find_reporting(text, tasks, zones)


def test_each_row_reports_to_whom_its_column_names() -> None:
    tasks, found = read(
        "STT | Nội dung báo cáo | Cơ quan báo cáo | Nơi nhận báo cáo | Kỳ báo cáo",
        "1 | Số ca ngộ độc | Trạm Y tế phường | Trung tâm Y tế quận (qua Khoa Kiểm soát dịch bệnh) | Hằng tuần",
        "2 | Kết quả dạy nghề | Phòng Kinh tế; Hội Nông dân phường | UBND phường; Công an phường | 6 tháng, năm",
        "3 | Tổng kết đợt cao điểm | Công an phường | Công an thành phố | Trước ngày 10/7/2026",
    )
    assert [task.lead for task in tasks] == [duty.who for duty in found]
    assert [(duty.to, duty.via, duty.every, duty.by) for duty in found] == [
        (("Trung tâm Y tế quận",), ("Khoa Kiểm soát dịch bệnh",), ("P1W",), None),
        (("UBND phường", "Công an phường"), (), ("P6M", "P1Y"), None),
        (("Công an thành phố",), (), (), "2026-07-10"),
    ]
    assert found[1].who == ("Phòng Kinh tế", "Hội Nông dân phường")


@pytest.mark.parametrize(
    "heads",
    [
        "TT | Tên báo cáo | Đơn vị thực hiện báo cáo | Cơ quan nhận | Thời gian gửi",
        "STT | Nội dung | Đơn vị gửi | Đơn vị nhận báo cáo | Thời hạn gửi",
        "TT | Loại báo cáo | Trách nhiệm thực hiện | Gửi về | Định kỳ",
    ],
)
def test_the_columns_may_be_headed_in_many_words(heads: str) -> None:
    (task,), (duty,) = read(
        heads, "1 | Tình hình học sinh bỏ học | Hiệu trưởng các trường | Sở Nội vụ | Hằng quý"
    )
    assert (duty.who, duty.to, duty.every) == (("Hiệu trưởng các trường",), ("Sở Nội vụ",), ("P3M",))
    assert task.lead == duty.who


def test_the_column_of_times_may_say_to_whom_is_reported() -> None:
    _, (duty,) = read(
        "TT | Nhiệm vụ | Chủ trì | Phối hợp | Thời hạn, báo cáo",
        "1 | Cấp phát thuốc | Khoa Dược | Tổ Tư vấn | Mỗi quý báo cáo Giám đốc Bệnh viện",
        "2 | Rà soát tủ thuốc | Khoa Dược | Tổ Tư vấn | Tháng 6/2026",
    )
    assert (duty.who, duty.to, duty.every) == (("Khoa Dược",), ("Giám đốc Bệnh viện",), ("P3M",))
