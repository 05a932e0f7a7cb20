"""Choosing who may know: the forms of group, meeting and paper, and what the others get (404)."""

import pytest
from django.urls import reverse
from django.utils import timezone

from drehscheibe.domain.exchange.models import Meeting
from drehscheibe.domain.exchange.papers import add_paper
from drehscheibe.domain.groups.models import Group
from tests import factories
from tests.domain.circulars.test_attaching import picture
from tests.domain.exchange.stories import circle

pytestmark = pytest.mark.django_db
PLAN = {"title": "Personalrunde", "day": "10.02.2099", "begins": "10:00", "ends": "12:00",
        "place": "Essen", "link": "", "tier": "named"}  # fmt: skip


def test_a_meeting_for_named_members_is_404_for_the_others() -> None:
    own = circle(timezone.now())
    chair, head, bonn = (factories.client_of(each) for each in (own.chair, own.head, own.bonn))
    page = reverse("staff:groups:meeting_plan", args=[own.group.pk])
    wrong = chair.post(page, PLAN)
    assert wrong.status_code == 422
    assert "mindestens eine Person" in wrong.content.decode()
    assert 'value="Personalrunde"' in wrong.content.decode()
    assert chair.post(page, PLAN | {"named": [str(own.head.pk)]}).status_code == 302
    meeting = Meeting.objects.get()
    detail = reverse("staff:groups:meeting_detail", args=[meeting.pk])
    said = chair.get(detail).content.decode()
    assert f"{own.head}" in said
    assert [each.get(detail).status_code for each in (head, bonn)] == [200, 404]
    group = reverse("staff:groups:group_detail", args=[own.group.pk])
    assert "Personalrunde" not in bonn.get(group).content.decode()


def test_a_paper_is_made_narrow_by_those_who_lead() -> None:
    own = circle(timezone.now())
    paper = add_paper(
        group=own.group, title="Vermerk", file=picture(), by=own.bonn, at=timezone.now()
    )
    page = reverse("staff:groups:paper_release", args=[paper.pk])
    chair, bonn = factories.client_of(own.chair), factories.client_of(own.bonn)
    assert bonn.get(page).status_code == 404
    stranger = factories.person("specialist", of=own.soest)
    wrong = chair.post(page, {"tier": "named", "named": [str(stranger.pk)]})
    assert wrong.status_code == 422
    given = {"tier": "named", "named": [str(own.head.pk)]}
    assert chair.post(page, given).status_code == 302
    detail = reverse("staff:groups:paper_detail", args=[paper.pk])
    assert [each.get(detail).status_code for each in (chair, bonn)] == [200, 404]


def test_a_group_names_people_by_address() -> None:
    own = circle(timezone.now())
    named, other = (factories.person("specialist", of=own.soest) for _ in range(2))
    chair = factories.client_of(own.chair)
    page = reverse("staff:groups:group_edit", args=[own.group.pk])
    typed = {"name": own.group.name, "mandate": "", "ends_on": "", "joining": "invite",
             "tier": "named", "named": f"{named.email.upper()}\nniemand@example.org"}  # fmt: skip
    wrong = chair.post(page, typed)
    assert wrong.status_code == 422
    assert "Hier nicht bekannt: niemand@example.org" in wrong.content.decode()
    assert named.email.upper() in wrong.content.decode()
    assert chair.post(page, typed | {"named": named.email}).status_code == 302
    assert Group.objects.get(pk=own.group.pk).named == [named.pk]
    assert named.email in chair.get(page).content.decode()
    detail = reverse("staff:groups:group_detail", args=[own.group.pk])
    seen = [factories.client_of(each).get(detail).status_code for each in (named, other)]
    assert seen == [200, 404]
