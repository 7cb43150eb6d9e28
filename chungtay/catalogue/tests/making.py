"""Expressions and values that nobody thought of."""

from decimal import Decimal

from hypothesis import strategies as st

from chungtay.catalogue.rules.expressions import Call, Expression, Number, Reference, Twofold, When

REFERENCES = [
    Reference("A"),
    Reference("B.C", ("nu", None)),
    Reference("A", (), When.PREV),
    Reference("D", ("x",)),
]


def numbers() -> st.SearchStrategy[Decimal]:
    return st.decimals(min_value=-(10**9), max_value=10**9, places=3).map(lambda number: number + 0)


def _written() -> st.SearchStrategy[Number]:
    return st.decimals(min_value=0, max_value=10**6, places=2).map(Number)


def sums() -> st.SearchStrategy[Expression]:
    """Expressions whose answer is a number."""
    return st.recursive(
        st.one_of(st.sampled_from(REFERENCES), _written()),
        lambda inside: st.one_of(
            st.builds(Twofold, st.sampled_from("+-*/"), inside, inside),
            st.builds(
                Call,
                st.sampled_from(["max", "min", "sum"]),
                st.lists(inside, min_size=1, max_size=3).map(tuple),
            ),
        ),
        max_leaves=8,
    )


def conditions() -> st.SearchStrategy[Expression]:
    """Expressions whose answer is yes or no."""
    compared = st.builds(Twofold, st.sampled_from(["=", "!=", "<", "<=", ">", ">="]), sums(), sums())
    return st.recursive(
        compared,
        lambda inside: st.builds(Twofold, st.sampled_from(["and", "or"]), inside, inside),
        max_leaves=3,
    )


def said_values() -> st.SearchStrategy[dict[Reference, Decimal | None]]:
    """Small whole numbers, zero often, and silence."""
    value = st.one_of(st.none(), st.sampled_from([Decimal(0), Decimal(1)]), numbers())
    return st.fixed_dictionaries(dict.fromkeys(REFERENCES, value))
