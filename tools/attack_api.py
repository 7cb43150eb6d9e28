"""Many cases for each operation of the interface for machines, with every check of schemathesis.

    python -m tools.attack_api [examples]     how many of each kind for each operation (default 200)

In a database of its own, gone afterwards. One line for each operation, then the sum; ends with 1 when an answer
was not what the description says. The test of the house is the same with few: chungtay/api/tests/test_schema.py.
"""

import sys

import django
from django.test.utils import setup_databases, setup_test_environment, teardown_databases

from chungtay.site.environment import use_settings


def main(examples: int) -> int:
    use_settings()
    django.setup()
    setup_test_environment()
    made = setup_databases(verbosity=0, interactive=False)
    try:
        return _attack(examples)
    finally:
        teardown_databases(made, verbosity=0)


def _attack(examples: int) -> int:
    from django.db import transaction

    from chungtay.api.tests.attack import attack, undisturbed
    from chungtay.api.tests.test_every_operation import things_of_the_town
    from tests.cast import cast_in, plant_town

    cases = wrong = 0
    with transaction.atomic(), undisturbed():
        cast = cast_in(plant_town())
        for name, asked, fault in attack(cast, things_of_the_town(cast), examples=examples):
            cases, wrong = cases + asked, wrong + bool(fault)
            print(f"{asked:6} {name}" + (f"\n{fault}" if fault else ""), flush=True)
        transaction.set_rollback(True)
    print(f"{cases} cases, {wrong} operations with a fault")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200))
