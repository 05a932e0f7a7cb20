"""Actors, what is said of them, where they are, what they offer."""

from drehscheibe.domain.directory.models.actor import Actor, ActorRevision
from drehscheibe.domain.directory.models.place import ActorPlace, OpeningBlock
from drehscheibe.domain.directory.models.school import SchoolYear
from drehscheibe.domain.directory.models.service import Service

__all__ = ("Actor", "ActorPlace", "ActorRevision", "OpeningBlock", "SchoolYear", "Service")
