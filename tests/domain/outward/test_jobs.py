"""By night: what stands in texts is collected, and asked where the operator wants that."""

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from drehscheibe.domain.outward.jobs import check_links, collect_links
from drehscheibe.domain.outward.models import Answer, OutwardLink
from tests.domain.guide.stories import AT, house, page

pytestmark = pytest.mark.django_db


def waiting() -> int:
    return ProcrastinateJob.objects.filter(task_name="outward.check_links", status="todo").count()


@pytest.mark.parametrize("on", [True, False])
def test_collecting_is_followed_by_asking_where_it_is_wanted(settings: Settings, on: bool) -> None:
    settings.DREHSCHEIBE_LINK_CHECKS = on
    page(house(), "Wohnen", "[Amt](https://amt.example/)")
    collect_links(at=AT)
    collect_links(at=AT)
    assert OutwardLink.objects.count() == 1
    assert waiting() == on


def test_an_inner_address_is_kept_as_never_asked() -> None:
    """With the real asking: nothing leaves this machine."""
    page(house(), "Wohnen", "[Rathaus](http://10.0.0.7/intern)")
    collect_links(at=AT)
    check_links(at=AT)
    link = OutwardLink.objects.get()
    assert (link.answer, link.failures) == (Answer.REFUSED, 0)
    assert not OutwardLink.objects.dead(at=AT).exists()
