"""Refusals of the room."""

from drehscheibe.kernel.language.refused import Refused


class NetworkRefused(Refused):
    """A relation cannot be entered, confirmed or ended like this."""
