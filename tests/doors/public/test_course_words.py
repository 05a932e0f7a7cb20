"""What a list says of a course in few words."""

import pytest
from django.utils.translation import override

from drehscheibe.domain.courses.models import CourseOffer
from drehscheibe.doors.public.templatetags.course_words import childcare_ages


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (None, None, ""),
        (1, None, ", Alter ab 1"),
        (0, None, ", Alter ab 0"),
        (None, 6, ", Alter bis 6"),
        (1, 6, ", Alter 1 bis 6"),
    ],
)
def test_children_of_which_ages(first: int | None, last: int | None, said: str) -> None:
    """No „1 Jahren“, no „12 سنوات“: the number stands behind its noun, which never changes."""
    offer = CourseOffer(childcare_from=first, childcare_to=last)
    assert childcare_ages(offer) == said
    with override("ar"):
        words = childcare_ages(offer)
        assert (words[:1], "Alter" in words) == (said and "،", False)
