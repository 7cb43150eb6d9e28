"""The journal tells what happened, and shows when somebody bent it."""

import json
from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from chungtay.base.actor import system
from chungtay.journal import queries, services
from chungtay.journal.models import Entry

NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def write(count: int) -> None:
    for number in range(count):
        with transaction.atomic():
            services.record(
                by=system("kiểm thử"), now=NOW, verb="plan.made", subject=f"plan:{number}", title="Kế hoạch",
                change={"state": [None, "in_force"]},
            )  # fmt: skip


def test_entries_form_a_whole_chain() -> None:
    write(5)
    assert queries.verify() == []
    assert list(queries.history_of("plan:3").values_list("number", flat=True)) == [4]


def test_an_entry_outside_a_transaction_is_refused(transactional_db: None) -> None:
    with pytest.raises(RuntimeError):
        services.record(by=system("kiểm thử"), now=NOW, verb="v", subject="s:1", title="t")


def test_the_database_refuses_to_change_or_remove_an_entry() -> None:
    write(1)
    for act in (lambda: Entry.objects.update(title="khác"), lambda: Entry.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_an_altered_entry_is_found_and_named() -> None:
    write(4)
    _without_triggers(
        "UPDATE journal_entry SET change = %s WHERE number = 2", [json.dumps({"state": [None, "x"]})]
    )
    assert queries.verify() == [2]


def test_a_removed_entry_is_found_by_the_gap_it_leaves() -> None:
    write(4)
    _without_triggers("DELETE FROM journal_entry WHERE number = 2", [])
    assert queries.verify() == [3]


def _without_triggers(statement: str, values: list[str]) -> None:
    """What somebody with the database's own password could do."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE journal_entry DISABLE TRIGGER USER")
            cursor.execute(statement, values)
            cursor.execute("ALTER TABLE journal_entry ENABLE TRIGGER USER")
        else:
            cursor.execute("DROP TRIGGER journal_no_update")
            cursor.execute("DROP TRIGGER journal_no_delete")
            cursor.execute(statement, values)
