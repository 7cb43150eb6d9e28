"""Reading values: the feed of what changed."""

from chungtay.figures.queries.changes import Change, changes, latest_change

__all__ = ["Change", "changes", "latest_change"]
