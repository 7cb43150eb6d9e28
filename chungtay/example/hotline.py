"""The example's line for tips: open, with a desk of the police and one of health services, and a few invented tips."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from chungtay.base.actor import Actor
from chungtay.example.bodies import data
from chungtay.tips import queries, services


def open_the_line(office: Actor, people: Mapping[str, Actor], now: datetime) -> int:
    """Returns how many tips were sent. The shares of the custodians are shown to nobody: nothing here is worth them."""
    said = data("tips")
    services.open_hotline(by=office, now=now - timedelta(days=30))
    for username in said["readers"]:
        services.make_reader_key(by=people[username], now=now, passphrase=said["passphrase"])
        services.open_desk(by=people[username], now=now)
    hotline, desk = queries.get_hotline(), people[said["readers"][0]]
    assert hotline is not None  # noqa: S101  it was opened above
    private = queries.unlock_reader(desk, said["passphrase"])
    for row in said["tip"]:
        at = now - timedelta(days=row["days_ago"])
        services.send_tip(now=at, hotline=hotline, subject=row["subject"], text=row["text"])
        if answer := row.get("answer"):
            thread = queries.open_tip(desk, queries.list_tips(desk)[0].pk, private)
            services.answer(by=desk, now=at + timedelta(days=1), thread=thread, text=answer)
    return len(said["tip"])
