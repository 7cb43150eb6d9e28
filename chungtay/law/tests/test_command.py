"""The command as a person and a program meet it."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from chungtay.law import command, words

FACTS = {
    "residents": 5200,
    "on_file": 21,
    "points": 1,
    "offenders": 3,
    "plants": 0,
    "area_m2": 0,
    "key_route": False,
    "users_outside_exceptions": 4,
    "wanted_hiding": 0,
    "offences_by_residents": 1,
}


def give(monkeypatch: pytest.MonkeyPatch, written: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(written)))


def said(question: str, capsys: pytest.CaptureFixture[str], status: int = 0) -> str:
    assert command.main(question.split()) == status
    return capsys.readouterr().out


def test_a_clock_is_told_in_plain_vietnamese(capsys: pytest.CaptureFixture[str]) -> None:
    text = said("due verify_residence --start 2026-07-03T16:40:00+07:00", capsys)
    assert "Hạn cuối: 16:40 ngày 04/07/2026." in text
    assert "24 giờ kể từ khi có kết quả dương tính" in text
    assert "Theo Nghị định 163/2026/NĐ-CP, Điều 58.1." in text
    assert "CHƯA KIỂM CHỨNG" not in text


def test_a_window_at_the_end_says_from_when_to_when(capsys: pytest.CaptureFixture[str]) -> None:
    text = said("due end_aftercare --start 2026-12-04", capsys)
    assert "Làm từ 00:00 ngày 01/12/2026 đến 23:59 ngày 04/12/2026." in text
    assert "3 ngày làm việc cuối, trước khi hết thời hạn quản lý sau cai" in text


def test_what_is_not_verified_is_said_to_people_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert "CHƯA KIỂM CHỨNG: Theo trí nhớ" in said("due classify_tip --start 2026-08-01", capsys)
    assert "mới là dự kiến" in said("due read_file --start 2027-02-03", capsys)
    assert "CHƯA KIỂM CHỨNG" in said("window 2026-H1", capsys)


def test_a_term_says_its_range_or_its_length(capsys: pytest.CaptureFixture[str]) -> None:
    assert "từ 01/08/2026 đến hết 31/07/2028" in said("term voluntary_rehab --start 2026-08-01", capsys)
    text = said("term voluntary_rehab --start 2026-06-30", capsys)
    assert "Luật cho khoảng 6 đến 12 tháng; sớm nhất 29/12/2026." in text


def test_an_area_says_why(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    give(monkeypatch, json.dumps(FACTS).encode())
    text = said("classify --level commune --on 2026-12-14", capsys)
    assert "21/5.200 = 0,4038… %: loại II" in text
    assert "Loại II: đạt 3 tiêu chí (a, b, c), cần 3." in text
    assert "Chưa đạt tiêu chí địa bàn không ma túy." in text
    give(monkeypatch, json.dumps(FACTS | {"communes": 100, "communes_1_2": 3}).encode())
    text = said("classify --level province --on 2026-12-14", capsys)
    assert "Không phải là tỉnh, thành phố trọng điểm" in text
    assert "Đạt 3 trong 6 tiêu chí, cần 4." in text


def test_what_has_no_answer_and_what_is_refused_is_said_where_answers_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert "Các kỳ: tháng 2026-M03" in said("window 2026-H2", capsys, command.NO_ANSWER)
    text = said("term user_management --start 2026-08-01 --age 11", capsys, command.NOT_ALLOWED)
    assert "bảo vệ trẻ em" in text


def test_a_question_badly_put_is_told_how_to_put_it(capsys: pytest.CaptureFixture[str]) -> None:
    text = said("due --start 2026-08-01", capsys, command.NO_ANSWER)
    assert text.startswith("Câu hỏi viết chưa đúng (")
    assert "Cách viết: chungtay law due " in text


@pytest.mark.parametrize(
    "written",
    [
        b"",
        b"[]",
        b"{",
        b"21",
        b'{"residents": NaN, "on_file": }',
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"points": 1, "points": 0}',
        b'{"points": 1e99999999999999999999}',
    ],
)
def test_what_is_not_facts_is_told(
    written: bytes, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    give(monkeypatch, written)
    assert command.main("classify --level commune --on 2026-12-14 --json".split()) == command.NO_ANSWER
    assert json.loads(capsys.readouterr().out)["error"] == "not facts"


@pytest.mark.parametrize(
    "area", ["NaN", "Infinity", "-0.5", "1e400000", "1e-400000", '"750"', "null", "true"]
)
def test_a_number_that_nobody_can_have_measured_is_told(
    area: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    give(monkeypatch, json.dumps(FACTS).replace('"area_m2": 0', f'"area_m2": {area}').encode())
    assert command.main("classify --level commune --on 2026-12-14 --json".split()) == command.NO_ANSWER
    assert json.loads(capsys.readouterr().out)["fact"] == "area_m2"


def test_an_argument_that_is_no_text_is_told_and_not_choked_on(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["window", "2026\udcff", "--json"]) == command.NO_ANSWER
    assert json.loads(capsys.readouterr().out)["error"] == "no such period"


@pytest.mark.parametrize("question", [["window", "2026-H1"], ["window", "2026\udcff", "--json"]])
def test_the_answer_is_utf_8_whatever_the_terminal_says(question: list[str]) -> None:
    ask = [sys.executable, "-m", "chungtay.cli", "law", *question]
    done = subprocess.run(ask, capture_output=True, env={"PYTHONIOENCODING": "ascii"}, check=False)  # noqa: S603
    assert done.stderr == b""
    assert "ỳ" in done.stdout.decode()


def test_nobody_listening_is_no_error() -> None:
    ask = [sys.executable, "-m", "chungtay.cli", "law", "window", "2026-H1"]
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(ask, stdout=writing, stderr=subprocess.PIPE, check=False)  # noqa: S603
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_an_input_that_cannot_be_read_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    question = "classify --level commune --on 2026-12-14"
    monkeypatch.setattr("sys.stdin", None)
    assert "phải là một đối tượng JSON" in said(question, capsys, command.NO_ANSWER)
    with (tmp_path / "out").open("w") as only_written:
        monkeypatch.setattr("sys.stdin", only_written)
        assert "phải là một đối tượng JSON" in said(question, capsys, command.NO_ANSWER)


def test_words_know_every_kind_of_answer() -> None:
    with pytest.raises(TypeError):
        words.of("something else")


def test_the_command_is_there_and_wakes_neither_django_nor_holidays() -> None:
    program = (
        "import sys; from chungtay.cli import main; status = main(sys.argv[1:]);"
        "sys.exit(status or bool({'django', 'holidays'} & set(sys.modules)))"
    )
    question = ["law", "due", "read_file", "--start", "2027-02-03", "--json"]
    done = subprocess.run([sys.executable, "-c", program, *question], capture_output=True, text=True)  # noqa: S603
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["due"] == "2027-02-15T23:59:59+07:00"
