"""The mailed link: one tap, twice is once, forwarded reaches no further (Sc 9.2)."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from drehscheibe.domain.courses import links
from drehscheibe.domain.courses.clock import ask_providers
from drehscheibe.domain.courses.keeping import Seats
from drehscheibe.domain.courses.models import CourseOffer, ProviderLink
from drehscheibe.kernel.access.mailed_links import LASTS, MOST_A_DAY
from drehscheibe.kernel.audit.models import Entry
from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.permissions.second_wall import acting_as_system
from tests import factories
from tests.domain.courses.stories import AT, Stage, provider

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def secret_of(mail: OutboxMail) -> str:
    """What stands in the address of the mail."""
    return mail.text.split("/kurse/anbieter/")[1].split("/")[0]


def invited(stage: Stage) -> str:
    links.invite(actor=stage.actor, email="kurse@vhs.example", by=stage.keeper, at=AT)
    return secret_of(OutboxMail.objects.latest("pk"))


def test_one_tap_confirms_and_the_second_tap_changes_nothing_else() -> None:
    stage = Stage()
    offer = stage.course(Seats(20, 12))
    secret = invited(stage)
    for later in (DAY, 2 * DAY):
        with links.opened_by_link(secret, at=AT + later) as link:
            links.count_by_link(link, {offer.pk: Seats(20, 18)}, at=AT + later)
    offer.refresh_from_db()
    assert (offer.free, offer.counted_at) == (2, AT + 2 * DAY)
    assert ProviderLink.objects.get().used_at == AT + 2 * DAY


def test_a_forwarded_link_reaches_neither_another_provider_nor_a_draft() -> None:
    stage = Stage()
    other = provider(stage.centre, stage.keeper, "Anderer Träger")
    theirs = stage.course(Seats(20, 1), actor=other)
    draft = stage.course(Seats(20, 1))
    CourseOffer.objects.filter(pk=draft.pk).update(standing="draft")
    with links.opened_by_link(invited(stage), at=AT) as link:
        said = {theirs.pk: Seats(20, 20), draft.pk: Seats(20, 20)}
        assert links.count_by_link(link, said, at=AT) == []
        assert CourseOffer.objects.filter(pk=theirs.pk).update(seats_booked=20) == 0  # the wall
    assert set(CourseOffer.objects.values_list("seats_booked", flat=True)) == {1}


def test_an_expired_link_opens_nothing_and_renews_to_the_same_address_alone() -> None:
    stage = Stage()
    secret, late = invited(stage), AT + LASTS
    with pytest.raises(ProviderLink.DoesNotExist), links.opened_by_link(secret, at=late):
        pass
    links.send_again(secret, at=late)
    mail = OutboxMail.objects.latest("pk")
    assert mail.to == "kurse@vhs.example"
    with links.opened_by_link(secret_of(mail), at=late) as link:
        assert link.actor_id == stage.actor.pk


def test_a_link_ended_by_the_centre_stays_shut() -> None:
    stage = Stage()
    secret = invited(stage)
    assert links.revoke(actor=stage.actor, by=stage.keeper, at=AT) == 1
    with pytest.raises(ProviderLink.DoesNotExist), links.opened_by_link(secret, at=AT):
        pass
    links.send_again(secret, at=AT)
    assert OutboxMail.objects.count() == 1


def test_asking_again_and_again_sends_no_more_than_five_a_day() -> None:
    secret = invited(Stage())
    for _ in range(9):
        links.send_again(secret, at=AT + DAY / 2)
    assert OutboxMail.objects.count() == MOST_A_DAY


def test_a_course_called_off_by_link_is_in_the_record() -> None:
    stage = Stage()
    offer = stage.course()
    with links.opened_by_link(invited(stage), at=AT) as link:
        links.cancel_by_link(link, offer.pk, at=AT)
    offer.refresh_from_db()
    assert offer.state(AT.date()) == "cancelled"
    with acting_as_system():
        assert Entry.objects.filter(act="courses.offer.cancel", by=None).exists()


def test_sc_9_2_the_provider_is_asked_on_day_five_and_once() -> None:
    stage = Stage()
    stage.course(at=AT)
    assert ask_providers(at=AT + 4 * DAY) == 0
    assert ask_providers(at=AT + 5 * DAY) == 1
    assert ask_providers(at=AT + 6 * DAY) == 0
    mail = OutboxMail.objects.get()
    assert mail.to == "kurse@vhs.example"
    with links.opened_by_link(secret_of(mail), at=AT + 5 * DAY) as link:
        assert [each.title for each in links.courses_by_link(link, at=AT + 5 * DAY)]


def test_another_centre_invites_nobody() -> None:
    stage = Stage()
    stranger = factories.person("specialist", of=factories.centre("Kreis Soest").organisation)
    with pytest.raises(PermissionDenied):
        links.invite(actor=stage.actor, email="x@vhs.example", by=stranger, at=AT)
