"""Why something about a reclaim is not possible; the German message says what to do."""


class ReclaimRefused(Exception):
    """Raised by the actions of this room; `field` is where the message belongs."""

    def __init__(self, message: str, *, field: str = "") -> None:
        self.field = field
        super().__init__(message)
