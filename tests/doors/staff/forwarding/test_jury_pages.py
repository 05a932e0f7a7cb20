"""The jury's pages: who sits in it, who votes signed in, what is said after the closing."""

import re
from datetime import date
from typing import Any

import pytest

from drehscheibe.domain.forwarding.centre import jury
from drehscheibe.domain.forwarding.models import JuryConflict, JuryMeeting, JuryVote
from tests import factories, pages
from tests.domain.forwarding.centre.desk import AT, Desk, desk
from tests.domain.forwarding.samples import plain

pytestmark = pytest.mark.django_db
BASE = "/mitarbeit/weiterleitung/jury/"


@pytest.fixture
def own() -> Desk:
    """A centre whose call has a jury."""
    return desk(with_jury=True)


@pytest.fixture
def meeting(own: Desk) -> JuryMeeting:
    """An open meeting."""
    return jury.call_meeting(
        call=own.call, held_on=date(2024, 3, 5), place="Rathaus", by=own.specialist, at=AT
    )


def shown(answer: Any) -> str:
    """The page's text."""
    return plain(re.sub(r"<[^>]+>", "", answer.content.decode()))


def test_a_person_is_seated_votes_alone_and_is_asked_on_the_first_screen(
    own: Desk, meeting: JuryMeeting
) -> None:
    case, other = own.checked(name="Chor"), own.checked(name="Tanz")
    keeper, member = factories.client_of(own.specialist), factories.client_of(own.carrier)
    page = f"{BASE}{meeting.pk}/"
    pages.assert_sound(keeper.get(page))
    assert member.get(f"{page}meine-stimmen/").status_code == 404
    keeper.post(f"{page}mitglied/", {"person": own.carrier.pk, "name": "", "organisation": ""})
    seat = meeting.members.get()
    assert seat.person == own.carrier
    assert "stimmt angemeldet selbst ab" in shown(keeper.get(page))
    assert keeper.get(f"{page}mitglied/{seat.pk}/stimmen/").status_code == 403
    assert "abstimmen" in shown(member.get("/mitarbeit/"))
    mine = member.get(f"{page}meine-stimmen/")
    pages.assert_sound(mine)
    refused = member.post(f"{page}meine-stimmen/", {f"case-{case.pk}": "11"})
    assert refused.status_code == 422
    member.post(f"{page}meine-stimmen/", {f"case-{case.pk}": "9", f"case-{other.pk}": ""})
    pages.assert_sound(member.get(f"{page}meine-befangenheit/"))
    member.post(f"{page}meine-befangenheit/", {"case": other.pk, "reason": "Schwester"})
    assert JuryVote.objects.get().entered_by == own.carrier
    assert JuryConflict.objects.get().case == other
    assert "befangen (Schwester)" in shown(member.get(f"{page}meine-stimmen/"))


def test_a_late_vote_is_refused_in_words_and_the_ranks_show(
    own: Desk, meeting: JuryMeeting
) -> None:
    case = own.checked(name="Chor")
    seat = jury.seat_member(
        meeting=meeting, guest=jury.Guest("", person=own.carrier), by=own.specialist, at=AT
    )
    jury.cast_vote(member=seat, case=case, points=4, by=own.carrier, at=AT)
    jury.close_meeting(meeting=meeting, minutes="", by=own.specialist, at=AT)
    member = factories.client_of(own.carrier)
    page = f"{BASE}{meeting.pk}/meine-stimmen/"
    late = member.post(page, {f"case-{case.pk}": "10"})
    assert late.status_code == 422
    assert "Reihung steht fest" in shown(late)
    assert JuryVote.objects.get().points == 4
    pages.assert_sound(member.get(page))
    assert "Abstimmen" not in shown(member.get(page))


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"person": "", "name": ""}, "Wählen Sie eine Person, oder nennen Sie einen Gast."),
        ({"name": "Ada"}, "Entweder eine Person mit Zugang oder ein Gast, nicht beides."),
    ],
)
def test_a_member_is_a_person_or_a_guest(
    own: Desk, meeting: JuryMeeting, typed: dict[str, str], message: str
) -> None:
    keeper = factories.client_of(own.specialist)
    answer = keeper.post(
        f"{BASE}{meeting.pk}/mitglied/", {"person": own.carrier.pk, "name": ""} | typed
    )
    assert answer.status_code == 422
    assert message in shown(answer)
    assert not meeting.members.exists()


def test_other_centres_find_neither_meeting_nor_seat(own: Desk, meeting: JuryMeeting) -> None:
    jury.seat_member(
        meeting=meeting, guest=jury.Guest("", person=own.carrier), by=own.specialist, at=AT
    )
    stranger = factories.person("head", of=factories.centre("Kreis Musterfeld").organisation)
    browser = factories.client_of(stranger)
    for page in ("", "meine-stimmen/", "meine-befangenheit/"):
        assert browser.get(f"{BASE}{meeting.pk}/{page}").status_code == 404
