"""What is decided on pages, decided by machine: a paper becomes a plan, figures are sent and approved, a report is agreed."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from chungtay.api.rules import TokenScope
from chungtay.api.tests.factories import Machine, machine
from chungtay.catalogue.services import load_catalogue
from chungtay.documents.tests.factories import take_in_read
from chungtay.journal import queries as journal
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db


def every(asking: Machine, path: str, **query: Any) -> list[dict[str, Any]]:
    """All lines of a list."""
    answer = asking.ask(path, limit=200, **query)
    assert answer.status_code == 200, answer.content
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


def test_a_paper_is_reviewed_and_becomes_a_plan(cast: Cast) -> None:
    office = machine(cast.province)
    paper = f"/documents/{take_in_read(cast.province, NOW).pk}"
    task = every(office, f"{paper}/findings", kind="task")[0]
    said = {"kind": "task", "text": "Tổ chức hội nghị (ví dụ)", "lead": [], "support": [], "deadlines": []}
    seen = {"If_Match": f'"{task["revision"]}"'}
    corrected = office.send(f"/findings/{task['id']}/correction", {"said": said}, method="put", **seen)
    assert corrected.json()["said"]["text"] == "Tổ chức hội nghị (ví dụ)"
    late = office.send(f"/findings/{task['id']}/decision", {"decision": "rejected"}, method="put", **seen)
    assert late.status_code == 412
    assert office.send(f"{paper}/plan").status_code == 409
    assert office.send(f"{paper}/findings/accept", {"sure_only": False}).json()["count"] > 0
    assert every(office, f"{paper}/findings", decision="pending") == []
    for name in every(office, f"{paper}/names"):
        meaning = {"agency": cast.department.agency}
        office.send(f"{paper}/names/{name['id']}", meaning, method="put")
    made = office.send(f"{paper}/plan")
    assert made.status_code == 201, made.content
    tasks = every(office, "/tasks", plan=made.json()["id"])
    assert "Tổ chức hội nghị (ví dụ)" in {one["text"] for one in tasks}


def test_a_finding_of_one_kind_is_not_corrected_as_another(cast: Cast) -> None:
    office = machine(cast.province)
    document = take_in_read(cast.province, NOW).pk
    task = every(office, f"/documents/{document}/findings", kind="task")[0]
    said = {"kind": "citation", "code": "1/QĐ", "date": None, "issuer": None, "role": "basis"}
    answer = office.send(f"/findings/{task['id']}/correction", {"said": said}, method="put", If_Match='"0"')
    assert answer.status_code == 409
    assert answer.json()["problems"][0]["pointer"] == "#/said/kind"


def test_figures_are_entered_sent_and_approved_each_by_its_own_post(cast: Cast) -> None:
    load_catalogue(now=NOW)
    commune, office = machine(cast.officer), machine(cast.province)
    opened = commune.send("/submissions", {"form": "XA.THANG", "period": "2026-M02"}).json()
    path = f"/submissions/{opened['id']}"
    until = (timezone.localdate() + timedelta(days=5)).isoformat()
    assert not any("enter" in one["may"] for one in opened["cells"])  # it has closed
    office.send(f"{path}/reopened", {"until": until, "reason": "Gửi bổ sung (ví dụ)"})
    empty = [one for one in commune.ask(path).json()["cells"] if "enter" in one["may"]]
    cells = [{"cell": one["id"], "seen": 0, "value": "0"} for one in empty]
    wrong = commune.send(f"{path}/cells", {"cells": [{**cells[0], "value": "0.5"}]}, method="put")
    assert (wrong.status_code, wrong.json()["problems"][0]["code"]) == (409, "not_whole")
    saved = commune.send(f"{path}/cells", {"cells": cells}, method="put")
    assert saved.json() == {"changed": len(cells), "conflicts": []}
    for remark in commune.ask(path).json()["remarks"]:
        said = {"check": remark["check"], "about": remark["about"], "words": "Đúng như sổ (ví dụ)"}
        commune.send(f"{path}/explanations", said)
    sent = commune.send(f"{path}/sent")
    assert sent.status_code == 200, sent.content
    assert commune.send(f"{path}/approved", {}).status_code == 403
    revisions = {one["id"]: one["revision"] for one in sent.json()["cells"]}
    first = cells[0]["cell"]
    back = {"cell": first, "revision": revisions[first], "reason": "Xem lại (ví dụ)"}
    assert office.send(f"{path}/returned", {"cells": [back]}).json()["done"] == [first]
    assert len(office.send(f"{path}/approved", {}).json()["done"]) == len(cells) - 1


def test_a_report_is_begun_edited_and_agreed(cast: Cast) -> None:
    load_catalogue(now=NOW)
    office = machine(cast.province)
    begun = office.send("/reports", {"kind": "thang", "year": 2026, "part": 2})
    assert begun.status_code == 201, begun.content
    report, path = begun.json(), f"/reports/{begun.json()['id']}"
    heading = next(one for one in report["passages"] if one["kind"] == "heading")
    office.send(f"{path}/remarks", {"section": heading["key"], "text": "Cần gọn hơn (ví dụ)"})
    words = {"text": "", "left_out": True}
    passage = f"{path}/passages/{report['passages'][-1]['id']}"
    assert office.send(passage, words, method="put", If_Match='"999"').status_code == 412
    seen = f'"{report["revision"]}"'
    assert office.send(passage, words, method="put", If_Match=seen).json()["passages"][-1]["left_out"]
    signing = {"signed_as": "GIÁM ĐỐC", "signed_by": "Người ký (ví dụ)", "symbol": "BC"}
    assert office.send(f"{path}/agreement", signing).status_code == 409  # a remark is open
    remark = office.ask(f"{path}/joined").json()["remarks"][0]
    office.send(f"{path}/remarks/{remark['id']}/answer", {"answer": "Đã sửa (ví dụ)"})
    agreed = office.send(f"{path}/agreement", signing)
    assert agreed.json()["state"] == "agreed", agreed.content
    told = journal.history_of(f"report:{report['id']}")
    assert {entry.account for entry in told} == {cast.province.account}


def test_what_reads_does_not_decide(cast: Cast) -> None:
    document = take_in_read(cast.province, NOW).pk
    reading = machine(cast.province, TokenScope.DOCUMENTS_READ, TokenScope.DOCUMENTS_SEND)
    assert reading.ask(f"/documents/{document}").status_code == 200
    assert reading.ask(f"/documents/{document}/findings").status_code == 403


def test_nobody_of_another_province_is_named_beside_what_is_decided(cast: Cast) -> None:
    """Refused in the words that the page says; a body that is not there in the very same."""
    said = {
        "kind": "check", "title": "Kiểm tra (ví dụ)", "begins": "2030-12-02", "ends": "2030-12-06", "announced": True,
    }  # fmt: skip
    inspector, office, nobody = machine(cast.inspector), machine(cast.province), 987_654_321
    made = inspector.send("/inspections", {**said, "subjects": [cast.department.agency]})
    assert made.status_code == 201, made.content
    change = {"on": "2026-06-01", "name": "Sở mới (ví dụ)", "ground": "Nghị quyết (ví dụ)"}
    asked = {"text": "Bổ sung sổ (ví dụ)", "due_on": "2031-01-15"}

    def refused(asking: Machine, path: str, body: Any) -> list[dict[str, str]]:
        answer = asking.send(path, body)
        assert answer.status_code == 409, answer.content
        return [one for one in answer.json()["problems"] if one["code"].endswith("_outside")]

    [outside] = refused(inspector, "/inspections", {**said, "subjects": [cast.stranger.agency]})
    assert outside["pointer"] == "#/subjects"
    assert refused(inspector, "/inspections", {**said, "subjects": [nobody]}) == [outside]
    assert refused(inspector, "/inspections", {**said, "places": [nobody]}) == [outside]
    owed, changed = (
        f"/inspections/{made.json()['id']}/recommendations",
        f"/agencies/{cast.department.agency}/changes",
    )
    for asking, path, body, field in ((inspector, owed, asked, "owner"), (office, changed, change, "parent")):
        [outside] = refused(asking, path, {**body, field: cast.stranger.agency})
        assert refused(asking, path, {**body, field: nobody}) == [outside]
