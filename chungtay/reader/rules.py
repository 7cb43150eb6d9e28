"""The reader's door for other rooms: what its doubts mean in words, and numbers as words.

Reading itself is done by the command, apart.
"""

from chungtay.reader.quantities.words import to_words
from chungtay.reader.trust.confidence import families

__all__ = ["doubt_in_words", "doubts", "to_words"]


def doubt_in_words(doubt: str, language: str) -> str:
    """Why the reader was not sure, in a sentence ("vi" or "en"); "" for a doubt that it no longer has."""
    told = families().get(doubt, {})
    return told.get(language, told.get("vi", ""))


def doubts() -> tuple[str, ...]:
    """Every family of doubts that an item can carry."""
    return tuple(families())
