"""Names of bodies in running text and in headings."""

import pytest

from chungtay.reader.duties.agencies import find_mentions
from chungtay.reader.duties.headed import bodies_in_heading


@pytest.mark.parametrize(
    ("heading", "names"),
    [
        ("Phòng Lao động- Thương binh và Xã hội", ["Phòng Lao động- Thương binh và Xã hội"]),
        ("Phòng Y tế, Trung tâm y tế thị xã", ["Phòng Y tế", "Trung tâm y tế thị xã"]),
        (
            "Đề nghị Viện kiểm sát nhân dân, Tòa án nhân dân thị xã, Chi cục Thi hành án dân sự thị xã",
            ["Viện kiểm sát nhân dân", "Tòa án nhân dân thị xã", "Chi cục Thi hành án dân sự thị xã"],
        ),
        ("Các Sở: Y tế, Nội vụ và Tài chính", ["Sở Y tế", "Sở Nội vụ", "Sở Tài chính"]),
        ("Thủ trưởng các sở, ban, ngành; Chủ tịch UBND các xã, phường", ["Thủ trưởng các sở, ban, ngành", "Chủ tịch UBND các xã, phường"]),
        ("SỞ GIÁO DỤC VÀ ĐÀO TẠO", ["SỞ GIÁO DỤC VÀ ĐÀO TẠO"]),
        ("Các ban, ngành thành viên Ban Chỉ đạo 138 huyện", ["Các ban, ngành thành viên Ban Chỉ đạo 138 huyện"]),
        ("UBND các xã, phường, đặc khu", ["UBND các xã, phường, đặc khu"]),
        ("Ủy ban MTTQ Việt Nam xã và các tổ chức chính trị - xã hội", ["Ủy ban MTTQ Việt Nam xã", "các tổ chức chính trị - xã hội"]),
        ("Công an phường (cơ quan thường trực)", ["Công an phường"]),
        ("Công an xã (cơ quan Thường trực Ban Chỉ đạo), Trạm Y tế xã", ["Công an xã", "Trạm Y tế xã"]),
        ("Sở Tài chính (qua Phòng Ngân sách)", ["Sở Tài chính"]),
        ("Các huyện, thị, thành đoàn, đoàn trực thuộc", ["Các huyện, thị, thành đoàn", "đoàn trực thuộc"]),
        ("Trung tâm Bảo trợ trẻ em Hoa Mai tỉnh", ["Trung tâm Bảo trợ trẻ em Hoa Mai tỉnh"]),
        ("Công an xã - đơn vị chủ trì", ["Công an xã"]),
        ("Trung tâm Văn hóa, Thể thao, Du lịch và Truyền thanh huyện", ["Trung tâm Văn hóa, Thể thao, Du lịch và Truyền thanh huyện"]),
    ],
)  # fmt: skip
def test_a_heading_that_is_a_list_of_bodies_names_each(heading: str, names: list[str]) -> None:
    assert list(bodies_in_heading(heading)) == names


@pytest.mark.parametrize(
    "heading",
    [
        "Tổ chức thực hiện",
        "Công tác phòng, chống ma túy",
        "Phòng, chống tội phạm",
        "Nâng cao vai trò của Công an tỉnh",
        "Lãnh đạo lực lượng Công an, Quân sự",
    ],
)
def test_a_heading_about_a_subject_names_nobody(heading: str) -> None:
    assert bodies_in_heading(heading) == ()


def test_old_and_new_tone_marks_are_the_same_name() -> None:
    assert [m.name for m in find_mentions("Uỷ ban nhân dân tỉnh và Toà án nhân dân tỉnh")] == [
        "Uỷ ban nhân dân tỉnh",
        "Toà án nhân dân tỉnh",
    ]


def test_a_group_is_marked_as_one() -> None:
    mentions = find_mentions("Phối hợp với Sở Y tế và các cơ quan, đơn vị có liên quan")
    assert [(m.name, m.group) for m in mentions] == [
        ("Sở Y tế", False),
        ("các cơ quan, đơn vị có liên quan", True),
    ]


def test_the_verb_phong_is_no_department() -> None:
    assert find_mentions("công tác phòng, chống ma túy và bộ phận chuyên môn") == []
