"""Refusals of the room; each message is German and says what to do next."""


class DirectoryRefused(Exception):
    """What was asked cannot be done now; `field` names the input it is shown at."""

    def __init__(self, message: str, field: str = "") -> None:
        """Keep the field beside the message."""
        super().__init__(message)
        self.field = field
