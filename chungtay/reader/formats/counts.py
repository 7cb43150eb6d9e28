"""Numbers in the attributes of a file."""

MOST = 10_000  # a list of Word's or a page's that starts higher was written to make programs count


def count(text: str | None, otherwise: int, most: int = MOST) -> int:
    """The value of plain digits, ``most`` where it is higher; ``otherwise`` where they are none ("²" is none)."""
    return min(int(text[:9]), most) if text and text.isascii() and text.isdigit() else otherwise
