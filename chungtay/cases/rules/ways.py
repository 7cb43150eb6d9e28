"""How people of a list that communes keep may get their files: a ground of the law, with the measure that runs."""

from datetime import date

from chungtay.cases.rules.checks import openings
from chungtay.cases.rules.events import state_words
from chungtay.people.rules import ground_words, kinds_on

_MARK = "."


def list_ways(on: date) -> list[tuple[str, str]]:
    """Each ground that the law knows on that day, once for each measure that a file may bring along, with its words."""
    found = []
    for kind, row in openings().items():
        if kind in kinds_on(on):
            words = str(ground_words(kind)["words"])
            states = row.get("states")
            found += (
                [(f"{kind}{_MARK}{state}", f"{state_words(state)} ({words})") for state in states]
                if states
                else [(kind, words)]
            )
    return found


def split_way(way: str) -> tuple[str, str]:
    """The ground and the state of a way; the state is empty where the file brings no measure along."""
    ground, _mark, state = way.partition(_MARK)
    return ground, state
