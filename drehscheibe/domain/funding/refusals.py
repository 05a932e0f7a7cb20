"""What the room refuses, in German that says what to do next."""

from drehscheibe.kernel.language.refused import Refused


class ApplicationRefused(Exception):
    """A change that is not possible now; the message is German and says what to do next."""


class PayoutRefused(Refused):
    """A call, change or amended notice that is not possible; `field` is where it belongs."""
