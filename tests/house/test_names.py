"""Names that say nothing collect what belongs nowhere."""

from tests.house.plan_of_the_house import PACKAGE, python_files, room_trees, shown, tracked_files

EMPTY_WORDS = {"utils", "helpers", "common", "misc", "manager", "handle", "process", "core", "lib"}


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [shown(path) for path in python_files() if path.stem in EMPTY_WORDS | {"data"}] == []


def test_no_folder_has_a_name_that_says_nothing() -> None:
    folders = {path for path in PACKAGE.rglob("*") if path.is_dir()}
    assert sorted(shown(path) for path in folders if path.name in EMPTY_WORDS) == []


def test_every_room_says_in_ten_lines_what_it_is() -> None:
    with_models = {path.parent for path, _ in room_trees() if path.name == "models.py"}
    assert [shown(room) for room in sorted(with_models) if not (room / "README.md").exists()] == []


def test_no_file_is_kept_that_set_up_makes() -> None:
    made = {"node_modules", ".venv", ".tools", "build", "__pycache__"}
    assert [shown(path) for path in tracked_files() if made & set(path.parts) or path.suffix == ".mo"] == []
