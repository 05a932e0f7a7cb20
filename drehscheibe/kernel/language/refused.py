"""What every room says when something asked of it cannot be done now."""


class Refused(Exception):
    """The message is German and says what to do next; `field` names the input it is shown at.

    Each room has a kind of its own, so that a page catches only what it can show.
    """

    def __init__(self, message: str, field: str = "") -> None:
        """Keep the field beside the message."""
        super().__init__(message)
        self.field = field
