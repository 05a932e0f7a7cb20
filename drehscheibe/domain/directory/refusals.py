"""Refusals of the room."""

from drehscheibe.kernel.language.refused import Refused


class DirectoryRefused(Refused):
    """An actor, its wording or a list of actors cannot be taken like this."""


class LooksAlike(DirectoryRefused):
    """Another actor has a name that looks the same; somebody has to say that it is another's."""
