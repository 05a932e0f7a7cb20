"""Refusals of the room."""

from drehscheibe.kernel.language.refused import Refused


class CourseRefused(Refused):
    """A course, its seats or a list of courses cannot be taken like this."""
