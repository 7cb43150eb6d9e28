"""What may happen to a value, what it may be, when it is due, who may do what."""

from chungtay.figures.rules.states import ValueEvent, ValuePart, ValueState, next_state

__all__ = ["ValueEvent", "ValuePart", "ValueState", "next_state"]
