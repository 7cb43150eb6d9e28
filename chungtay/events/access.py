"""What the interface for machines says of this room: why an event could not be told."""

from chungtay.events.words import error_words

__all__ = ["error_words"]
