"""The example's line for tips: open, with one desk that can read, and a few invented tips."""

from datetime import datetime, timedelta

from chungtay.base.actor import Actor
from chungtay.example.bodies import data
from chungtay.tips import queries, services


def open_the_line(office: Actor, desk: Actor, now: datetime) -> int:
    """Returns how many tips were sent. The shares of the custodians are shown to nobody: nothing here is worth them."""
    said = data("tips")
    services.open_hotline(by=office, now=now - timedelta(days=30))
    services.make_reader_key(by=desk, now=now, passphrase=said["passphrase"])
    services.open_desk(by=desk, now=now)
    hotline = queries.get_hotline()
    assert hotline is not None  # noqa: S101  it was opened above
    private = queries.unlock_reader(desk, said["passphrase"])
    for row in said["tip"]:
        at = now - timedelta(days=row["days_ago"])
        services.send_tip(now=at, hotline=hotline, subject=row["subject"], text=row["text"])
        if answer := row.get("answer"):
            thread = queries.open_tip(desk, queries.list_tips(desk)[0].pk, private)
            services.answer(by=desk, now=at + timedelta(days=1), thread=thread, text=answer)
    return len(said["tip"])
