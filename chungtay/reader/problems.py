"""Why a file could not be read: a stable code for programs, a Vietnamese sentence for people."""


class Unreadable(Exception):
    """The file cannot be turned into text. ``message`` says what is wrong and what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
