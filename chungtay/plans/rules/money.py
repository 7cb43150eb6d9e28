"""How the room of money names what is ours."""


def money_of(plan: int) -> str:
    """The subject under which ``budgets`` keeps the money of a plan."""
    return f"plan:{plan}"
