"""Actors, what is said of them, where they are, what they offer."""

from drehscheibe.domain.directory.models.actor import Actor, ActorRevision
from drehscheibe.domain.directory.models.lists import ActorMapping, ActorUpload
from drehscheibe.domain.directory.models.place import ActorPlace, OpeningBlock
from drehscheibe.domain.directory.models.school import SchoolYear
from drehscheibe.domain.directory.models.service import Service
from drehscheibe.domain.directory.models.visitors import ActorHint, ActorLink

__all__ = (
    "Actor",
    "ActorHint",
    "ActorLink",
    "ActorMapping",
    "ActorPlace",
    "ActorRevision",
    "ActorUpload",
    "OpeningBlock",
    "SchoolYear",
    "Service",
)
