"""Behind the mailed link: one tap, no cookie, expired renews, a stranger's form is refused."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from time_machine import TimeMachineFixture

from drehscheibe.config.logs import without_secrets
from drehscheibe.domain.courses.keeping import Seats
from drehscheibe.domain.courses.links import invite
from drehscheibe.kernel.access.mailed_links import LASTS
from drehscheibe.kernel.mail.models import OutboxMail
from tests.domain.courses.stories import AT, Stage, provider
from tests.pages import assert_sound

pytestmark = pytest.mark.django_db


def mailed(stage: Stage) -> str:
    invite(actor=stage.actor, email="kurse@vhs.example", by=stage.keeper, at=AT)
    found = re.search(r"/kurse/anbieter/\S+", OutboxMail.objects.latest("pk").text)
    assert found
    return found[0]


def token(page: str) -> str:
    found = re.search(r'name="form" value="([^"]+)"', page)
    assert found
    return found[1]


def test_one_tap_confirms_all_and_opening_confirms_nothing(
    time_machine: TimeMachineFixture,
) -> None:
    stage = Stage()
    offer = stage.course(Seats(20, 12))
    link, browser, later = mailed(stage), Client(), AT + timedelta(days=6)
    time_machine.move_to(later, tick=False)
    page = browser.get(link)
    assert_sound(page)
    offer.refresh_from_db()
    assert offer.counted_at == AT
    form = {"form": token(page.content.decode()), f"plaetze-{offer.pk}": "20",
            f"belegt-{offer.pk}": "12"}  # fmt: skip
    for _ in range(2):
        assert browser.post(link, form).status_code == 302
    offer.refresh_from_db()
    assert (offer.counted_at, offer.free) == (later, 8)
    assert not browser.cookies
    assert "kurse@vhs.example" not in page.content.decode()
    assert page["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(("all_", "taken"), [("20", "21"), ("", "3"), ("zwölf", "3"), ("-1", "0"),
                                             ("99999", "0")])  # fmt: skip
def test_an_impossible_number_keeps_nothing_and_loses_nothing(
    time_machine: TimeMachineFixture, all_: str, taken: str
) -> None:
    time_machine.move_to(AT, tick=False)
    stage = Stage()
    offer, link = stage.course(Seats(20, 12)), mailed(stage)
    form = {"form": token(Client().get(link).content.decode()), f"plaetze-{offer.pk}": all_,
            f"belegt-{offer.pk}": taken}  # fmt: skip
    page = Client().post(link, form)
    assert_sound(page)
    assert (page.status_code, f'value="{taken}"' in page.content.decode()) == (422, True)
    offer.refresh_from_db()
    assert (offer.seats_max, offer.seats_booked) == (20, 12)


def test_a_form_of_strangers_or_of_another_link_is_refused(
    time_machine: TimeMachineFixture,
) -> None:
    time_machine.move_to(AT, tick=False)
    stage = Stage()
    stage.course()
    link = mailed(stage)
    form = {"form": token(Client().get(link).content.decode())}
    assert Client().post(link, {"form": "x"}).status_code == 403
    assert Client().post(link, form, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    other = Client().get("/kurse/anbieter/erfunden/")
    assert Client().post(link, {"form": token(other.content.decode())}).status_code == 403


def test_a_forwarded_link_calls_off_no_course_of_another(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(AT, tick=False)
    stage = Stage()
    own = stage.course()
    other = stage.course(actor=provider(stage.centre, stage.keeper, "Anderer Träger"))
    link = mailed(stage)
    form = {"form": token(Client().get(link).content.decode())}
    assert Client().post(link, {**form, "absagen": str(other.pk)}).status_code == 422
    assert Client().post(link, {**form, "absagen": str(own.pk)}).status_code == 302
    own.refresh_from_db()
    other.refresh_from_db()
    assert (own.standing, other.standing) == ("cancelled", "published")


def test_expired_and_invented_links_look_the_same_and_only_one_is_renewed(
    time_machine: TimeMachineFixture,
) -> None:
    stage = Stage()
    link = mailed(stage)
    time_machine.move_to(AT + LASTS, tick=False)
    seen = []
    for address in (link, "/kurse/anbieter/erfunden/"):
        page = Client().get(address)
        form = {"form": token(page.content.decode())}
        sent = Client().post(address, form)
        texts = [re.sub(r'(value|action|href)="[^"]*"', "", each.content.decode())
                 for each in (page, sent)]  # fmt: skip
        seen.append((page.status_code, sent.status_code, texts))
    assert seen[0] == seen[1]
    assert seen[0][0] == 410
    assert OutboxMail.objects.count() == 2


def test_no_log_holds_the_secret() -> None:
    assert without_secrets("/ar/kurse/anbieter/Kd3-x_9/") == "/ar/kurse/anbieter/…/"


def test_a_course_the_page_did_not_show_keeps_its_seats(time_machine: TimeMachineFixture) -> None:
    """Published while the page stood open, or cut off on the way: what was not said stays."""
    time_machine.move_to(AT, tick=False)
    stage = Stage()
    shown, link = stage.course(Seats(20, 12)), mailed(stage)
    form = {"form": token(Client().get(link).content.decode()), f"plaetze-{shown.pk}": "20",
            f"belegt-{shown.pk}": "13"}  # fmt: skip
    newer = stage.course(Seats(15, 4))
    time_machine.move_to(AT + timedelta(hours=1), tick=False)
    assert Client().post(link, form).status_code == 302
    shown.refresh_from_db()
    newer.refresh_from_db()
    assert (shown.seats_booked, newer.seats_max, newer.seats_booked) == (13, 15, 4)
    assert newer.counted_at == AT


def test_calling_one_course_off_keeps_the_number_typed_for_another(
    time_machine: TimeMachineFixture,
) -> None:
    time_machine.move_to(AT, tick=False)
    stage = Stage()
    off, typed, left = stage.course(Seats(9, 1)), stage.course(Seats(20, 12)), stage.course()
    link = mailed(stage)
    form = {"form": token(Client().get(link).content.decode()), "absagen": str(off.pk)}
    for each in (off, typed, left):
        form[f"plaetze-{each.pk}"] = str(each.seats_max)
        form[f"belegt-{each.pk}"] = str(each.seats_booked)
    later = AT + timedelta(hours=1)
    time_machine.move_to(later, tick=False)
    assert Client().post(link, form | {f"belegt-{typed.pk}": "19"}).status_code == 302
    for each in (off, typed, left):
        each.refresh_from_db()
    assert (off.standing, typed.seats_booked) == ("cancelled", 19)
    assert (typed.counted_at, left.counted_at) == (later, AT)  # unchanged is not confirmed
