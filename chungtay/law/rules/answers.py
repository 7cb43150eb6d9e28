"""The two ways in which the law gives no answer: the question has none, or the answer is no."""


class NoAnswer(Exception):
    """The question cannot be answered.

    ``error`` is a stable English phrase for programs, ``message`` says in Vietnamese what is wrong and what to do,
    ``given`` repeats what was asked.
    """

    def __init__(self, error: str, message: str, **given: str) -> None:
        super().__init__(error)
        self.error = error
        self.message = message
        self.given = given

    def to_json(self) -> dict[str, object]:
        return {"error": self.error, **self.given, "message": self.message}


class NotAllowed(Exception):
    """The law does not allow it; ``reason`` says why in Vietnamese, ``article`` where it stands."""

    def __init__(self, reason: str, article: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.article = article

    def to_json(self) -> dict[str, object]:
        return {"refused": self.reason, "article": self.article}
