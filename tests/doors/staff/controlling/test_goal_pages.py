"""Writing a goal: nothing typed is lost, messages at the inputs, rows without script, advice."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from drehscheibe.domain.centres.models import FieldOfAction
from drehscheibe.domain.controlling.goals import advice, beginning, submitting
from drehscheibe.domain.controlling.goals.advice import Words
from drehscheibe.domain.controlling.goals.fields import Wording, add_local_field
from drehscheibe.domain.controlling.models import (
    CatalogueEntry,
    CatalogueVersion,
    Goal,
    GoalAdvice,
    Indicator,
    LocalField,
)
from tests import factories
from tests.domain.controlling.stories import Story, counted, story
from tests.pages import assert_sound

pytestmark = pytest.mark.django_db
LIST = "/mitarbeit/ziele/"
AT = datetime(2022, 9, 14, 10, tzinfo=UTC)


def text_of(answer: Any) -> str:
    """What a sound page says."""
    return " ".join("".join(assert_sound(answer).itertext()).split())


@pytest.fixture
def people() -> Story:
    """A centre, its adviser, both ministries."""
    return story()


@pytest.fixture
def goal(people: Story) -> Goal:
    """A complete goal in a draft."""
    return people.draft(at=AT, goals=1).goals.get()


@pytest.fixture
def browser(people: Story) -> Client:
    """The specialist, signed in."""
    return factories.client_of(people.specialist)


def page_of(goal: Goal, path: str = "bearbeiten/") -> str:
    """A page of the goal."""
    return f"{LIST}{goal.period_id}/{goal.number}/{path}"


def shown(browser: Client, goal: Goal) -> dict[str, Any]:
    """What the form holds, as a browser would send it."""
    draft = by_id(browser.get(page_of(goal)), "draft")
    typed: dict[str, Any] = {}
    for each in draft.iter():
        name, kind, tag = each.get("name"), each.get("type"), each.tag.rpartition("}")[2]
        if tag == "select" and name:
            chosen = [one.get("value") for one in each if "selected" in one.attrib]
            typed[name] = chosen[0] if chosen else each[0].get("value")
        elif tag == "textarea" and name:
            typed[name] = (each.text or "").strip()
        elif tag == "input" and name and kind == "checkbox":
            typed.setdefault(name, []).extend([each.get("value")] * ("checked" in each.attrib))
        elif tag == "input" and name and (kind != "radio" or "checked" in each.attrib):
            typed[name] = each.get("value", "")
    return typed


def by_id(answer: Any, name: str) -> Any:
    """The element of a sound page with this id."""
    return next(each for each in assert_sound(answer).iter() if each.get("id") == name)


def test_begun_with_a_strand_and_a_title(people: Story, browser: Client) -> None:
    period = people.draft(at=AT, goals=1)
    page = f"{LIST}{period.pk}/neues-ziel/"
    assert browser.post(page, {"strand": "x", "title": ""}).status_code == 422
    answer = browser.post(page, {"strand": "iq", "title": "Dialog Sport"})
    assert answer["Location"] == f"{LIST}{period.pk}/2/bearbeiten/"
    assert "Ziel 2 schreiben" in text_of(browser.get(answer["Location"]))


def test_everything_is_saved_and_comes_back(goal: Goal, browser: Client) -> None:
    form = shown(browser, goal) | {
        "title": "Dialog Sport", "text": "Zwölf Vereine\nöffnen sich.",
        "measures-1-partners": "Kreissportbund", "measures-1-starts_on": "1.3.2023",
        "indicators-1-target_2023": "1.200",
    }  # fmt: skip
    answer = browser.post(page_of(goal), form)
    assert answer.status_code == 302
    again = shown(browser, goal)
    assert again["title"] == "Dialog Sport"
    assert again["measures-1-starts_on"] == "01.03.2023"
    assert again["indicators-1-target_2023"] == "1.200"


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("indicators-1-target_2023", "zwölf", "ist keine Zahl"),
        ("indicators-1-target_2023", "30 %", "aus zwei Zahlen gerechnet"),
        ("indicators-1-target_2023", "0", "ist 0, obwohl mehr besser ist"),
        ("indicators-1-target_2023", "3", "liegt unter dem Ausgangswert"),
        ("measures-1-starts_on", "29.02.2023", "Der Februar 2023 hat 28 Tage"),
        ("title", "x" * 151, "höchstens 150 Zeichen"),
    ],
)
def test_odd_input_is_told_at_its_field_and_stays(
    name: str, typed: str, said: str, goal: Goal, browser: Client
) -> None:
    browser.post(page_of(goal), shown(browser, goal) | {name: typed})
    page = browser.get(page_of(goal))
    told = [by_id(page, f"{kind}-{name}").text or "" for kind in ("error", "note")]
    assert said in " ".join(told)
    assert shown(browser, goal)[name] == typed


def test_a_measure_does_not_end_before_it_begins(goal: Goal, browser: Client) -> None:
    """The end waits, kept, until the beginning is put right; then it is taken by itself."""
    days = {"measures-1-starts_on": "1.3.2024", "measures-1-ends_on": "1.2.2024"}
    browser.post(page_of(goal), shown(browser, goal) | days)
    page = browser.get(page_of(goal)).content.decode()
    assert "Das Ende liegt vor dem Beginn (01.03.2024)." in page
    form = shown(browser, goal)
    assert form["measures-1-ends_on"] == "1.2.2024"
    browser.post(page_of(goal), form | {"measures-1-starts_on": "1.1.2024"})
    measure = goal.versions.get().measures.get()
    assert (measure.starts_on, measure.ends_on) == (date(2024, 1, 1), date(2024, 2, 1))


def test_a_share_is_two_numbers_and_no_source_fills_it(goal: Goal, browser: Client) -> None:
    counting = {"new-kind": "share", "new-over_time": "latest", "new-over_places": "sum"}
    added = browser.post(
        page_of(goal, "zeile/"), shown(browser, goal) | counting | {"row": "add:indicators"}
    )
    assert added["Location"].endswith("#indicators-2")
    one = Indicator.objects.get(goal=goal, number=2)
    assert (one.kind, one.over_time, one.over_places) == ("share", "latest", "sum")
    typed = {
        "indicators-2-name": "Schulen mit Modul", "indicators-2-target_2023": "12",
        "indicators-2-source": "activities.count", "indicators-2-target_of_2024": "40",
        "indicators-2-baseline": "9", "indicators-2-baseline_of": "0",
    }  # fmt: skip
    browser.post(page_of(goal), shown(browser, goal) | typed)
    page = text_of(browser.get(page_of(goal)))
    for said in (
        "Der Zielwert eines Anteils braucht beide Teile, z. B. 12 von 40",
        "Ein Anteil lässt sich aus einer Quelle nicht füllen",
        "Das Ganze eines Anteils ist nie 0",
    ):
        assert said in page
    form = shown(browser, goal)
    assert form["indicators-2-target_of_2024"] == "40"  # waits for its part
    right = {
        "indicators-2-target_of_2023": "10", "indicators-2-target_2024": "20",
        "indicators-2-source": "", "indicators-2-baseline_of": "40",
    }  # fmt: skip
    browser.post(page_of(goal), form | right)
    page = text_of(browser.get(page_of(goal)))
    assert "Der Zielwert (12) ist größer als sein Ganzes (10)" in page  # 12 von 10
    terms = goal.versions.get().indicators.get(indicator__number=2)
    assert [f"{each.amount:f} {each.of:f}" for each in terms.targets.all()] == [
        "12.00 10.00",
        "20.00 40.00",
    ]


def test_rows_come_and_go_without_script_and_keep_what_was_typed(
    goal: Goal, browser: Client
) -> None:
    row = page_of(goal, "zeile/")
    form = shown(browser, goal) | {"title": "Noch nicht gespeichert"}
    assert browser.post(row, form | {"row": "add:measures"})["Location"].endswith("#measures-2")
    form = shown(browser, goal)
    assert form["title"] == "Noch nicht gespeichert"
    browser.post(row, form | {"measures-2-title": "Fachtag", "row": "remove:measures:1"})
    assert "measures-1-title" not in shown(browser, goal)
    assert shown(browser, goal)["measures-2-title"] == "Fachtag"
    browser.post(row, shown(browser, goal) | {"row": "remove:measures:2"})
    assert "Es fehlt eine Maßnahme: Was wird dafür getan?" in text_of(browser.get(page_of(goal)))
    assert browser.post(row, {"row": "add:people"}).status_code == 404
    wrong = shown(browser, goal) | {"row": "add:indicators", "new-kind": "per cent"}
    assert "wie der neue Indikator zählt" in text_of(browser.post(row, wrong, follow=True))


def test_two_editors_see_both_texts(people: Story, goal: Goal, browser: Client) -> None:
    form = shown(browser, goal)
    browser.post(page_of(goal), form | {"text": "Von A"})
    head = factories.client_of(people.head)
    clash = head.post(page_of(goal), form | {"text": "Von B", "target_group": "Alle Vereine"})
    assert clash.status_code == 409
    said = text_of(clash)
    assert "gespeichert ist „Von A“, Sie haben „Von B“" in said
    assert goal.versions.get().target_group == "Alle Vereine"
    again = {"text": "Von B", "overwrite": "1", "version": form["version"]}
    assert head.post(page_of(goal), form | again).status_code == 302
    assert goal.versions.get().text == "Von B"


def test_text_in_a_row_that_somebody_removed_is_shown(
    people: Story, goal: Goal, browser: Client
) -> None:
    form = shown(browser, goal) | {"measures-1-partners": "Kreissportbund"}
    head = factories.client_of(people.head)
    head.post(page_of(goal, "zeile/"), shown(head, goal) | {"row": "remove:measures:1"})
    answer = browser.post(page_of(goal), form | {"title": "Trotzdem gespeichert"})
    assert answer.status_code == 409
    said = text_of(answer)
    assert "Maßnahme 1: Partner: gespeichert ist „nichts mehr" in said
    assert "Sie haben „Kreissportbund“" in said
    assert goal.versions.get().title == "Trotzdem gespeichert"


def test_an_autosave_answers_with_errors_and_open_points(goal: Goal, browser: Client) -> None:
    form = shown(browser, goal) | {"indicators-1-target_2023": "zwölf"}
    answer = browser.post(page_of(goal), form, headers={"hx-request": "true"}).content.decode()
    assert "<html" not in answer
    assert "ungültig: bitte rot markierte Felder prüfen" in answer
    assert 'id="error-indicators-1-target_2023" hx-swap-oob="true">„zwölf“ ist keine Zahl' in answer
    assert 'id="missing" hx-swap-oob' in answer


def test_written_while_it_is_put_forward_loses_no_text(
    people: Story, goal: Goal, browser: Client
) -> None:
    form = shown(browser, goal) | {"text": "Zu spät geschrieben"}
    submitting.note_local_agreement(
        period=goal.period, body="Rat", decided_on=date(2022, 9, 1), by=people.head, at=AT
    )
    submitting.submit_period(period=goal.period, by=people.head, at=AT)
    answer = browser.post(page_of(goal), form)
    assert answer.status_code == 422
    assert "lässt sich so nicht ändern" in text_of(answer)
    assert "Zu spät geschrieben" in answer.content.decode()
    assert browser.get(page_of(goal)).status_code == 302


def test_fields_are_found_by_other_words_and_ended_ones_refused(
    people: Story, goal: Goal, browser: Client
) -> None:
    for key, label, ends in (
        ("bildung.frueh", "Frühe Bildung", None),
        ("bildung.alt", "Aufgegebenes Feld", date(2020, 12, 31)),
        ("bildung.mitte", "Auslaufendes Feld", date(2023, 6, 30)),
    ):
        FieldOfAction.objects.update_or_create(
            key=key,
            defaults={
                "facet": "thema", "label": label, "position": 9, "aliases": ["Kita"],
                "valid_to": ends,
            },
        )  # fmt: skip
    row = browser.post(
        page_of(goal, "zeile/"), shown(browser, goal) | {"find": "kita", "row": "find:fields"}
    )
    assert row["Location"] == f"{page_of(goal)}?feld=kita#fields"
    found = browser.get(f"{page_of(goal)}?feld=kita").content.decode()
    assert 'value="bildung.frueh"' in found
    assert 'value="querschnitt.sport" checked' in found
    assert 'value="bildung.alt" disabled' in found
    form = shown(browser, goal)
    sport = ["querschnitt.sport"]
    refused = browser.post(page_of(goal), form | {"fields": [*sport, "bildung.alt"]})
    assert refused.status_code == 422
    assert "„Aufgegebenes Feld“ endete am 31.12.2020" in text_of(refused)
    browser.post(page_of(goal), form | {"fields": [*sport, "bildung.mitte"]})
    said = text_of(browser.get(page_of(goal)))
    assert "endet am 30.06.2023, während der Periode" in said
    assert {each.key for each in goal.versions.get().fields.all()} == {*sport, "bildung.mitte"}


def test_two_who_choose_fields_see_both(people: Story, goal: Goal, browser: Client) -> None:
    FieldOfAction.objects.update_or_create(
        key="querschnitt.kultur", defaults={"facet": "thema", "label": "Kultur", "position": 2}
    )
    form = shown(browser, goal)
    browser.post(page_of(goal), form | {"fields": ["querschnitt.kultur"]})
    clash = browser.post(page_of(goal), form | {"fields": []})
    assert clash.status_code == 409
    assert "gespeichert ist „Kultur“, Sie haben „leer“" in text_of(clash)


def test_own_words_are_mapped_to_the_networks(people: Story, goal: Goal, browser: Client) -> None:
    page = f"{LIST}felder/"
    form = {
        "centre": str(people.centre.pk), "label": "Bewegung", "valid_from": "1.1.2022",
        "keys": ["querschnitt.sport"],
    }  # fmt: skip
    assert browser.post(page, form).status_code == 302
    assert "„Bewegung“ gibt es schon" in text_of(browser.post(page, form))
    backward = form | {"label": "Neu", "valid_to": "1.1.2021"}
    assert "Das Ende liegt vor dem Beginn" in text_of(browser.post(page, backward))
    own = LocalField.objects.get()
    assert "Bewegung" in text_of(browser.get(page))
    browser.post(f"{page}{own.pk}/", form | {"label": "Bewegung und Begegnung"})
    browser.post(page_of(goal), shown(browser, goal) | {"local_fields": [str(own.pk)]})
    assert goal.versions.get().local_fields.get().label == "Bewegung und Begegnung"
    other = factories.client_of(story("Kreis Musterfeld").specialist)
    assert other.get(f"{page}{own.pk}/").status_code == 404


def test_a_foreign_local_field_is_not_taken(people: Story, goal: Goal, browser: Client) -> None:
    """Attack 2: the number of another centre's field in the form."""
    side = story("Kreis Musterfeld")
    foreign = add_local_field(
        centre=side.centre, wording=Wording("Fremd", date(2022, 1, 1)), by=side.specialist, at=AT
    )
    browser.post(page_of(goal), shown(browser, goal) | {"local_fields": [str(foreign.pk)]})
    assert not goal.versions.get().local_fields.exists()


def entry(code: str, kind: str = "count", over_time: str = "sum") -> CatalogueEntry:
    """A catalogue indicator with its first version."""
    made = CatalogueEntry.objects.create(
        code=code, kind=kind, over_time=over_time, over_places="sum"
    )
    CatalogueVersion.objects.create(
        entry=made, number=1, valid_from=date(2022, 1, 1), name=f"Name {code}", definition="d",
        unit="Personen", made_at=AT,
    )  # fmt: skip
    return made


def test_the_catalogue_offers_what_counts_the_same_way(goal: Goal, browser: Client) -> None:
    alike, share, latest = entry("a"), entry("b", "share"), entry("c", "count", "latest")
    page = text_of(browser.get(page_of(goal)))
    assert "Name a (a)" in page
    assert "Name b" not in page
    assert "Name c" not in page
    form = shown(browser, goal)
    browser.post(page_of(goal), form | {"indicators-1-entry": str(alike.pk)})
    assert goal.indicators.get().entry == alike
    again = shown(browser, goal) | {"indicators-1-entry": str(share.pk)}
    refused = browser.post(page_of(goal), again)
    assert "Beide müssen gleich gezählt werden" in text_of(refused)
    assert latest != alike


def advised(people: Story, goal: Goal, words: Words) -> GoalAdvice:
    """A hint on the shared goal."""
    beginning.share_for_advice(period=goal.period, by=people.specialist, at=AT)
    return advice.advise(goal=goal, words=words, by=people.adviser, at=AT)


def test_a_hint_stands_at_its_field_and_is_taken_over(
    people: Story, goal: Goal, browser: Client
) -> None:
    hint = advised(people, goal, Words("text", "Messbar?", "Zwölf Vereine öffnen ihre Angebote."))
    page = text_of(browser.get(page_of(goal)))
    assert "Messbar?" in page
    assert "VorschlagZwölf Vereine öffnen ihre Angebote." in page.replace("Vorschlag ", "Vorschlag")
    form = shown(browser, goal) | {"title": "Nebenbei getippt", "answer": f"accept:{hint.pk}"}
    answer = browser.post(page_of(goal, "hinweis/"), form)
    assert answer["Location"].endswith("#text")
    version = goal.versions.get()
    assert version.text == "Zwölf Vereine öffnen ihre Angebote."
    assert version.title == "Nebenbei getippt"
    again = browser.post(page_of(goal, "hinweis/"), {"answer": f"accept:{hint.pk}"}, follow=True)
    assert "schon beantwortet" in text_of(again)


def test_a_hint_is_declined_with_a_note(people: Story, goal: Goal, browser: Client) -> None:
    hint = advised(people, goal, Words("", "Insgesamt knapper?"))
    assert "Hinweise zum ganzen Ziel" in text_of(browser.get(page_of(goal)))
    form = {"answer": f"decline:{hint.pk}", f"note-{hint.pk}": "Der Rat will es so."}
    browser.post(page_of(goal, "hinweis/"), form)
    hint.refresh_from_db()
    assert (hint.answer, hint.answer_note) == ("declined", "Der Rat will es so.")
    assert "Der Rat will es so." in text_of(browser.get(page_of(goal)))
    foreign = people.draft(at=AT, goals=1, year=2025).goals.get()
    assert browser.post(page_of(foreign, "hinweis/"), form).status_code == 404


def test_a_goal_with_a_share_is_shown_in_its_parts(goal: Goal, browser: Client) -> None:
    counted(goal.versions.get(), name="Anteil der Schulen", kind="share")  # type: ignore[arg-type]
    assert "8 von 20" in text_of(browser.get(f"{LIST}{goal.period_id}/"))
