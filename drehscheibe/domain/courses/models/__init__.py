"""Courses with their times, links of providers, what was asked for and what was found wrong."""

from drehscheibe.domain.courses.models.keeping import (
    CourseMapping,
    CourseUpload,
    ProviderLink,
)
from drehscheibe.domain.courses.models.offer import CourseOffer, CourseSlot
from drehscheibe.domain.courses.models.visitors import CourseDemand, CourseHint

__all__ = (
    "CourseDemand", "CourseHint", "CourseMapping", "CourseOffer", "CourseSlot", "CourseUpload",
    "ProviderLink",
)  # fmt: skip
