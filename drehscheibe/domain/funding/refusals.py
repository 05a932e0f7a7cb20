"""What the room refuses, in German that says what to do next."""


class ApplicationRefused(Exception):
    """A change that is not possible now; the message is German and says what to do next."""


class PayoutRefused(Exception):
    """A call, change or amended notice that is not possible; `field` is where it belongs."""

    def __init__(self, message: str, *, field: str = "") -> None:
        self.field = field
        super().__init__(message)
