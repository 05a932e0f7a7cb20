"""Refusals of the room."""

from drehscheibe.kernel.language.refused import Refused


class DirectoryRefused(Refused):
    """An actor, its wording or a list of actors cannot be taken like this."""
