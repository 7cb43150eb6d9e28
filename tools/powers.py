"""The map of powers as a table of the docs, written out of the program.

python -m tools.powers          write docs/powers.md
python -m tools.powers check    say whether it is in step; a house test does it too
"""

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import django

TARGET = Path(__file__).resolve().parent.parent / "docs" / "powers.md"
HEAD = """# Who may do what

Written by `python -m tools.powers` out of the program: roles from `chungtay/agencies/roles.toml`, sentences from
`powers.toml`, addresses from the views (`with_power`). The same map, in words only, is the page /quyen-han/.
An address that asks for any post, or for nothing, is not listed; what it shows follows from the same powers."""


def lines() -> Iterator[str]:
    from chungtay.agencies.rules import Power, capacities, roles
    from chungtay.site.powers import map_of_powers

    yield HEAD
    powers = [str(power) for power in Power]
    yield "\n## Roles and powers\n"
    yield "| role | " + " | ".join(f"`{power}`" for power in powers) + " |"
    yield "|---" * (len(powers) + 1) + "|"
    for role in roles().values():
        yield f"| {role.name} | " + " | ".join("●" if power in role.powers else "" for power in powers) + " |"
    yield "\n## Powers and what they open\n"
    yield "| power | lets a person | over | opens |"
    yield "|---|---|---|---|"
    for row in map_of_powers():
        opens = "<br>".join(f"{page.words} `{page.path}`" for page in row.opens)
        yield f"| `{row.power}` | {row.words.sentence} | `{row.words.over}` | {opens} |"
    yield "\n## Capacities\n"
    yield "| code | printed | is | passes | ground | end |"
    yield "|---|---|---|---|---|---|"
    for capacity in capacities().values():
        needs = ("yes" if capacity.ground else "", "yes" if capacity.ends else "")
        said = (f"`{capacity.code}`", capacity.signs, capacity.sentence, capacity.passes, *needs)
        yield f"| {' | '.join(said)} |"


def text() -> str:
    return "\n".join(lines()).rstrip() + "\n"


def main(arguments: Sequence[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chungtay.site.settings")
    django.setup()
    if list(arguments) == ["check"]:
        in_step = TARGET.read_text(encoding="utf-8") == text()
        print("in step" if in_step else "docs/powers.md is behind: run python -m tools.powers")
        return 0 if in_step else 1
    TARGET.write_text(text(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
