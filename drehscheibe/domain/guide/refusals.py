"""Refusals of the room; each message is German and says what to do next."""

from drehscheibe.kernel.language.refused import Refused


class GuideRefused(Refused):
    """What was asked cannot be done now; `field` names the input it is shown at."""
