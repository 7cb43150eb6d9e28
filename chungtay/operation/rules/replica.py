"""Which pages may be read from the replica, and what the two positions in PostgreSQL's log say of each other."""

_PAGE, _HEADER = 8192, 40  # bytes of the log: one page of it, the longest head of a page

# Rooms whose pages show work and figures. What is about people, who somebody is and what they may do, keys, settings of
# the installation and doors for machines are read where they are written: a right that was taken is gone at once.
READ_THERE = frozenset(
    """areas assignments budgets catalogue chain costing documents fieldwork figures following handovers indicators
    notices openfigures overview plans registers reports supervision workbooks""".split()
)
# The changes of figures are read in order by the columnar copy that each process holds: from a replica that lacks the
# last of them it would learn that the database was put back to an earlier day, and begin anew.
NEVER_THERE = "figures_valuechange"
FOR_EVERYBODY = frozenset({"openfigures"})  # nobody signs in there, so nobody has written anything


def may_read_there(method: str, room: str, *, signed_in: bool) -> bool:
    """Only what asks for a page of the list, from somebody whose rights are known.

    >>> may_read_there("GET", "plans", signed_in=True), may_read_there("POST", "plans", signed_in=True)
    (True, False)
    >>> may_read_there("GET", "people", signed_in=True), may_read_there("GET", "notices", signed_in=False)
    (False, False)
    """
    return method in {"GET", "HEAD"} and room in READ_THERE and (signed_in or room in FOR_EVERYBODY)


def end_of_writing(position: int) -> int:
    """The end of what is written, where the next thing will be written at ``position`` (bytes since the log began).

    On a new page the next thing stands behind the page's head, of which a replica hears only with the thing itself.
    A record that ends within that room began on the page before, so whoever has the page's first byte has it whole.

    >>> end_of_writing(3 * 8192 + 24) == 3 * 8192
    True
    """
    on_the_page = position % _PAGE
    return position - on_the_page if on_the_page <= _HEADER else position
