"""How a centre and an actor's own people keep what is said of it (area 11, Sc 11.2)."""

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from drehscheibe.domain.directory import keeping, links
from drehscheibe.domain.directory.comparing import changes
from drehscheibe.domain.directory.keeping import Facts
from drehscheibe.domain.directory.models import Actor, ActorLink, ActorRevision
from drehscheibe.domain.directory.refusals import DirectoryRefused, LooksAlike
from drehscheibe.domain.directory.reminding import remind_of_waiting
from drehscheibe.domain.directory.retention import forget
from drehscheibe.domain.directory.saying import said_in
from drehscheibe.domain.directory.typed import read_hours, texts_of, typed_wording
from drehscheibe.domain.directory.wording import Opening, Place, Wording
from drehscheibe.kernel.access.mailed_links import LASTS
from drehscheibe.kernel.mail.models import OutboxMail
from tests import factories
from tests.domain.directory.stories import AT, Stage, field

pytestmark = pytest.mark.django_db
TYPED = {
    "name": "Rat und Hilfe", "phone": "0231 1", "place-1-kind": "counsel",
    "place-1-street": "Weg 1", "place-1-postcode": "44137", "place-1-town": "Dortmund",
    "place-1-day-1": "9-12, 14 bis 16.30 Uhr mit Termin", "place-2-town": "Lünen",
    "place-2-valid_to": "30.06.2026",
}  # fmt: skip


def typed(**said: str) -> tuple[Wording, dict[str, str]]:
    texts = TYPED | {name.replace("__", "-"): value for name, value in said.items()}
    return typed_wording(lambda name: texts.get(name, ""), ["de", "xx-unbekannt", "ar"])


def test_what_is_typed_is_read_and_shown_again_as_it_was() -> None:
    said, wrong = typed(phone="0231 12")
    assert not wrong
    assert said.languages == ("de", "ar")
    first, second = said.places
    assert first.openings == (
        Opening(1, time(9), time(12)),
        Opening(1, time(14), time(16, 30), by_appointment=True),
    )
    assert second.valid_to == date(2026, 6, 30)
    texts = texts_of(said)
    assert typed_wording(lambda name: texts.get(name, ""), said.languages) == (said, {})


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("name", " "), ("name", "Саritas"), ("email", "keine"), ("phone", "ja"),
        ("website", "javascript:alert(1)"), ("place-1-postcode", "4413"), ("place-1-town", ""),
        ("place-1-day-1", "vormittags"), ("place-1-day-1", "12-9"),
        ("place-1-day-1", "9-12, 11-14"),
        ("place-1-day-1", "8-9, 10-11, 12-13"), ("place-1-day-1", "25:00-26:00"),
        ("place-2-valid_to", "31.02.2026"), ("description", "x" * 2001),
    ],
)  # fmt: skip
def test_what_cannot_stand_is_told_at_its_field(name: str, text: str) -> None:
    texts = TYPED | {"phone": "0231 12", name: text}
    _, wrong = typed_wording(lambda field: texts.get(field, ""), [])
    assert list(wrong) == [name]


def test_a_name_that_looks_like_anothers_asks_first() -> None:
    stage = Stage()
    stage.actor("Caritas e.V.")
    facts, said = Facts(field("pt.mso"), stage.town), Wording("СARITAS EV")  # Cyrillic Es
    one_script = replace(said, name="Caritas eV")
    who: dict[str, Any] = {"centre": stage.centre, "facts": facts, "by": stage.keeper, "at": AT}
    with pytest.raises(LooksAlike, match=r"Caritas e\.V\."):
        keeping.enter(wording=one_script, sure=False, **who)
    with pytest.raises(DirectoryRefused, match="mehreren Schriften"):
        keeping.enter(wording=said, sure=True, **who)
    made = keeping.enter(wording=one_script, sure=True, **who)
    assert made.revisions.get(shown=True).name == "Caritas eV"
    keeping.reword(actor=made, facts=facts, wording=one_script, sure=True, by=stage.keeper, at=AT)
    stranger = factories.person("specialist", of=factories.centre("Kreis Unna").organisation)
    with pytest.raises(PermissionDenied):
        keeping.enter(wording=Wording("Neu"), sure=True, **{**who, "by": stranger})


def test_only_what_changes_is_compared() -> None:
    stage = Stage()
    actor = stage.actor("Rat und Hilfe")
    shown = actor.revisions.get(shown=True)
    place = said_in(shown).places[0]
    new = replace(said_in(shown), phone="0231 99", places=(place, Place("Lünen")))
    with links.opened_by_link(secret(stage, actor), at=AT) as link:
        waiting = links.propose_by_link(link, new, at=AT)
    assert waiting is not None
    found = {each.label: (each.before, each.after) for each in changes(shown, waiting)}
    assert found == {"Telefon": ("0231 12 34-5", "0231 99"), "Ort 2": ("", "Hausanschrift: Lünen")}


def secret(stage: Stage, actor: Actor) -> str:
    links.invite(actor=actor, email="hallo@verein.example", by=stage.keeper, at=AT)
    return OutboxMail.objects.latest("pk").text.split("/akteure/eigene/")[1].split("/")[0]


def test_sc_11_2_a_forwarded_link_proposes_for_its_actor_alone_and_the_same_twice_is_once() -> None:
    stage = Stage()
    mine, other = stage.actor("Mein Verein"), stage.actor("Anderer Verein")
    key = secret(stage, mine)
    for _ in range(2):
        with links.opened_by_link(key, at=AT) as link:
            assert not ActorRevision.objects.filter(actor=other, shown=False).exists()
            said = replace(said_in(mine.revisions.get(shown=True)), phone="0231 555")
            made = links.propose_by_link(link, said, at=AT)
    assert made is None  # the second time it says what waits already
    assert [(each.number, each.standing, each.shown) for each in mine.revisions.all()] == [
        (1, "cleared", True), (2, "open", False),
    ]  # fmt: skip
    assert other.revisions.count() == 1


def test_a_link_ends_by_itself_and_when_the_centre_says_so() -> None:
    stage = Stage()
    actor = stage.actor("Mein Verein")
    key = secret(stage, actor)
    with pytest.raises(ActorLink.DoesNotExist), links.opened_by_link(key, at=AT + LASTS):
        pass
    links.send_again(key, at=AT + LASTS)
    assert ActorLink.objects.count() == 2
    links.revoke(actor=actor, by=stage.keeper, at=AT)
    with pytest.raises(ActorLink.DoesNotExist), links.opened_by_link(key, at=AT):
        pass
    links.send_again(key, at=AT)
    links.send_again("erfunden", at=AT)
    assert ActorLink.objects.count() == 2


def test_still_true_through_the_link_confirms_without_changing_a_word() -> None:
    stage = Stage()
    actor = stage.actor("Mein Verein")
    later = AT + timedelta(days=10)
    with links.opened_by_link(secret(stage, actor), at=later) as link:
        links.confirm_by_link(link, at=later)
    actor.refresh_from_db()
    assert (actor.verified_at, actor.revisions.count()) == (later, 1)


def test_sc_11_2_after_ten_days_the_centre_is_reminded_once() -> None:
    stage = Stage()
    actor = stage.actor("Mein Verein")
    with links.opened_by_link(secret(stage, actor), at=AT) as link:
        said = replace(said_in(actor.revisions.get(shown=True)), phone="0231 555")
        links.propose_by_link(link, said, at=AT)
    factories.client_of(stage.keeper)  # with an account
    assert remind_of_waiting(at=AT + timedelta(days=9)) == 0
    assert remind_of_waiting(at=AT + timedelta(days=10)) == 1
    assert remind_of_waiting(at=AT + timedelta(days=11)) == 0
    assert OutboxMail.objects.filter(key__startswith="directory.clear:").exists()


def test_what_has_ended_is_found_no_more_and_old_links_are_forgotten() -> None:
    stage = Stage()
    actor = stage.actor("Mein Verein")
    secret(stage, actor)
    with pytest.raises(DirectoryRefused, match="schon war"):
        keeping.close(actor=actor, last_day=date(2026, 6, 1), by=stage.keeper, at=AT)
    keeping.close(actor=actor, last_day=AT.date(), by=stage.keeper, at=AT)
    actor.refresh_from_db()
    assert actor.ended_on == AT.date()
    assert forget(at=AT + timedelta(days=378))["links"] == 0
    assert forget(at=AT + timedelta(days=380))["links"] == 1


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("9-12 mit Termin", True), ("9–12 Uhr (nur mit Terminvereinbarung)", True), ("9-12", False),
        ("9-12 ohne Termin", False), ("9–12 Uhr (ohne Terminvereinbarung)", False),
        ("9-12, kein Termin nötig", None), ("9-12 kein Termin nötig", False),
        ("9-12 oder nach Termin", None), ("9-12 auch mit Termin", None),
        ("9-12 jeden 2. Termin", None), ("9-12 (außer bei Terminen)", None),
    ],
)  # fmt: skip
def test_without_an_appointment_is_not_with_one(text: str, needed: bool | None) -> None:
    if needed is None:  # after a comma it is no block of time; „oder“ is open without one, too
        with pytest.raises(DirectoryRefused):
            read_hours(text, 1)
    else:
        assert [each.by_appointment for each in read_hours(text, 1)] == [needed]
