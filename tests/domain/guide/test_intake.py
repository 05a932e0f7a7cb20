"""A guide of another system comes in as drafts: whole or not at all, twice is once."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from drehscheibe.domain.guide.incoming import read
from drehscheibe.domain.guide.intake import Taken, take
from drehscheibe.domain.guide.models import (
    EditionIs,
    GuideUpload,
    Page,
    SectionDraft,
    TakenPage,
    Wording,
)
from drehscheibe.domain.guide.publishing import submit
from drehscheibe.domain.guide.reading_in import IS, work_on
from drehscheibe.domain.guide.refusals import GuideRefused
from drehscheibe.domain.guide.uploads import ask_to_take, drop_upload
from drehscheibe.domain.guide.working import section_states
from tests import factories
from tests.domain.guide.stories import AT, LATER, House, house, page, release, write

pytestmark = pytest.mark.django_db


def foreign(number: int, language: str, path: str, **more: Any) -> dict[str, Any]:
    """A page as the other side tells it."""
    told = {
        "id": number, "path": f"/augsburg/{language}/{path}/", "title": path.title(),
        "content": f"<p>{path}</p>", "parent": {"id": 0, "url": None, "path": None}, "order": 0,
        "available_languages": {}, "hash": None,
    }  # fmt: skip
    return told | more


def bundle(**pages: list[Any]) -> bytes:
    return json.dumps({"pages": pages}).encode()


def upload(of: House, content: bytes) -> GuideUpload:
    """As if read; a person keeps one at a time."""
    assert of.guide.centre
    GuideUpload.objects.filter(made_by=of.writer).delete()
    return GuideUpload.objects.create(
        centre=of.guide.centre, name="export.json", content=content, made_by=of.writer, made_at=AT
    )


def taken(of: House, content: bytes, *, dry: bool = False) -> Taken:
    return take(upload=upload(of, content), by=of.writer, at=AT, dry=dry)


TWO = bundle(
    de=[
        foreign(1, "de", "wohnen", available_languages={
            "ar": {"id": 7, "path": "/augsburg/ar/سكن/"}}),
        foreign(2, "de", "suchen", parent={"id": 9, "path": "/augsburg/de/wohnen/"},
                content='<h2>Wo</h2><p onclick="x()">Siehe <a href="https://x.example/augsburg/de/'
                        'wohnen/">Wohnen</a><script>böse()</script></p>'),
    ],
    ar=[foreign(7, "ar", "سكن", title="سكن", content="<p>بيت</p>")],
)  # fmt: skip


def test_pages_become_drafts_that_nobody_reads_before_two_have_looked() -> None:
    of = house()
    found = taken(of, TWO)
    assert (found.new, found.languages, found.mistakes) == (
        ["Wohnen", "Suchen"], {"de": 2, "ar": 1}, []
    )  # fmt: skip
    top, below = Page.objects.order_by("pk")
    assert below.parent == top
    assert not Wording.objects.exists()
    body = SectionDraft.objects.get(section__page=below, section__kind="text").body
    assert body == f"<h3>Wo</h3><p>Siehe [Wohnen](seite:{top.public_id})</p>"
    for language in ("de", "ar"):
        release(of, top, language)
    states = section_states([top], "ar")
    assert [each.state.label for each in states] == ["aktuell", "aktuell"]


def test_a_german_text_changed_before_it_goes_out_leaves_its_translation_behind() -> None:
    of = house()
    taken(of, TWO)
    top = Page.objects.order_by("pk")[0]
    write(of, top.sections.get(kind="text"), "Anders.")
    release(of, top)
    release(of, top, "ar")
    assert [each.state.label for each in section_states([top], "ar")] == ["aktuell", "veraltet"]


def test_the_same_file_twice_changes_nothing_and_a_dry_run_never_does() -> None:
    of = house()
    assert taken(of, TWO, dry=True).new == ["Wohnen", "Suchen"]
    assert not Page.objects.exists()
    taken(of, TWO)
    before = list(SectionDraft.objects.order_by("pk").values())
    again = taken(of, TWO)
    assert (again.new, again.changed, again.same, again.languages) == ([], [], 2, {})
    assert list(SectionDraft.objects.order_by("pk").values()) == before
    assert (Page.objects.count(), TakenPage.objects.count()) == (2, 2)


def test_what_changed_there_is_a_new_draft_here_found_by_number_or_path() -> None:
    of = house()
    taken(of, bundle(de=[foreign(1, "de", "wohnen"), foreign(2, "de", "arbeit")]))
    top, other = Page.objects.order_by("pk")
    release(of, top)
    newer = bundle(de=[foreign(1, "de", "mieten", title="Wohnen", content="<p>Neu.</p>")])
    found = taken(of, newer)
    assert (found.new, found.changed, found.absent) == ([], ["Wohnen"], ["augsburg/de/arbeit"])
    (draft,) = SectionDraft.objects.filter(section__page=top)
    assert draft.body == "<p>Neu.</p>"
    assert top.editions.get(language="de").status == EditionIs.DRAFT
    release(of, top, at=LATER)
    renumbered = bundle(de=[foreign(50, "de", "mieten", title="Wohnen", content="<p>3.</p>")])
    assert taken(of, renumbered).changed == ["Wohnen"]
    assert other.public_id


def test_nobodys_own_work_is_overwritten() -> None:
    of = house()
    taken(of, bundle(de=[foreign(1, "de", "wohnen"), foreign(2, "de", "arbeit")]))
    top, other = Page.objects.order_by("pk")
    write(of, top.sections.get(kind="text"), "Eigenes.")
    submit(edition=other.editions.get(), by=of.writer, at=AT)
    newer = bundle(de=[foreign(1, "de", "wohnen", content="<p>Neu.</p>"),
                       foreign(2, "de", "arbeit", content="<p>Neu.</p>")])  # fmt: skip
    found = taken(of, newer)
    assert [each.partition(": ")[2] for each in found.held] == [
        "Hier schreibt gerade jemand; der Entwurf bleibt.", "Der Text liegt gerade zur Prüfung."
    ]  # fmt: skip
    assert SectionDraft.objects.get(section__page=top, section__kind="text").body == (
        "<p>Eigenes.</p>"
    )
    release(of, top, at=LATER)
    assert taken(of, newer).changed == ["Wohnen"]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([foreign(1, "de", "a", parent={"path": "/augsburg/de/weg/"})], "Seite darüber fehlt"),
        ([foreign(1, "de", "a", parent={"path": "/augsburg/de/b/"}),
          foreign(2, "de", "b", parent={"path": "/augsburg/de/a/"})], "unter sich selbst"),
        ([foreign(1, "de", "a"), foreign(1, "de", "b")], "steht zweimal"),
        ([foreign(1, "de", "a"), foreign(2, "de", "a")], "steht zweimal"),
        ([foreign(1, "de", "a", title=" ")], "Überschrift fehlt"),
        ([foreign(1, "de", "a", title="x" * 200)], "mehr als 150 Zeichen"),
        ([foreign(1, "de", "a", content="<p>" + "x" * 30_000)], "höchstens 20000 Zeichen"),
        ([foreign(1, "de", "a"), 7], "Eintrag 3 ist keine Seite"),
        ([foreign(n, "de", f"p{n}", parent={"path": f"/augsburg/de/p{n - 1}/"} if n else {})
          for n in range(8)], "tiefer als 6 Ebenen"),
    ],
)  # fmt: skip
def test_one_mistake_refuses_the_whole_file_and_says_which(rows: list[Any], said: str) -> None:
    of = house()
    good = foreign(900, "de", "gut")
    found = taken(of, bundle(de=[good, *rows]))
    assert any(said in each for each in found.mistakes), found.mistakes
    assert not Page.objects.exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('[{"title": "Köln"}]'.encode("latin-1"), "nicht in UTF-8"),
        (b'[{"title": "abge', "kein lesbares JSON"),
        (b"[" * 100_000, "kein lesbares JSON"),
        (b"[" + b"1," * 1_000_000 + b"1]", "Mehr als 20.000"),
        (b'{"locations": []}', "keine Seiten"),
        (b"[]", "keine Seiten"),
        (b"[1" + b" " * 20_000_001 + b"]", "größer als 20 MB"),
    ],
    ids=["latin1", "cut", "deep", "million", "other", "empty", "large"],
)
def test_a_file_that_is_none_is_refused_in_words(content: bytes, said: str) -> None:
    with pytest.raises(GuideRefused, match=said):
        read(content)


def test_languages_without_an_address_stay_out_and_bad_signs_fall_away() -> None:
    of = house()
    odd = foreign(1, "de", "a", title="A\x00\ud800\u202eB", content="\ud800x")
    found = taken(of, bundle(de=[odd], tlh=[foreign(2, "tlh", "b"), foreign(3, "tlh", "c")]))
    assert found.left_out == [
        "Die Sprache „tlh“ führt der Wegweiser nicht; 2 Seiten bleiben außen vor."
    ]
    assert found.new == ["A?B"]


def test_strangers_take_nothing_in() -> None:
    of = house()
    stranger = factories.person("specialist", of=factories.centre("Kreis Unna").organisation)
    with pytest.raises(PermissionDenied):
        take(upload=upload(of, TWO), by=stranger, at=AT, dry=False)
    assert not Page.objects.exists()


def test_a_job_reads_and_another_takes_and_coming_again_changes_nothing() -> None:
    of = house()
    kept = upload(of, TWO)
    work_on(kept.pk, IS.READING, at=AT)
    kept.refresh_from_db()
    assert (kept.standing, kept.plan["counts"]["new"]) == (IS.READ, 2)
    ask_to_take(upload=kept, by=of.writer, at=AT)
    with pytest.raises(GuideRefused):
        ask_to_take(upload=kept, by=of.writer, at=AT)
    for _ in range(2):
        work_on(kept.pk, IS.TAKING, at=AT)
    kept.refresh_from_db()
    assert (kept.standing, bytes(kept.content), Page.objects.count()) == (IS.DONE, b"", 2)
    drop_upload(upload=kept, by=of.writer, at=AT)
    work_on(kept.pk, IS.TAKING, at=AT)


def test_our_own_export_comes_back_the_same_in_three_languages(client: Client) -> None:
    """Round trip: out of one centre, into an empty one, published, out again."""
    of, other = house(), house("Kreis Unna")
    top = page(
        of, "Wohnen", "## Eins\n\n- a\n- b & **c**\n\nSiehe [außen](https://x.example/?a=1&b=2)."
    )
    below = page(of, "Suchen", f"Zurück zu [Wohnen](seite:{top.public_id}).", "Zwei.", parent=top)
    page(of, "Nur deutsch", "Drei.")
    for made, told in ((top, ("سكن", "واحد **اثنان**")), (below, ("بحث", "ثلاثة", "أربعة"))):
        for language in ("ar", "en"):
            for section, text in zip(made.sections.order_by("position"), told, strict=True):
                write(of, section, f"{text} {language}", language)
            release(of, made, language)
    languages = ("de", "en", "ar")
    first = {tag: _export(client, of, tag) for tag in languages}
    content = json.dumps({"pages": first}, ensure_ascii=False).encode()
    assert taken(other, content).mistakes == []
    for made in Page.objects.filter(centre=other.guide.centre):
        for edition in made.editions.order_by("-language"):
            release(other, made, edition.language, at=AT + timedelta(hours=1))
    second = {tag: _export(client, other, tag) for tag in languages}
    assert [len(first[tag]) for tag in languages] == [3, 2, 2]
    for tag in languages:
        assert _bare(second[tag], other) == _bare(first[tag], of)


def _export(client: Client, of: House, tag: str) -> list[dict[str, Any]]:
    assert of.guide.centre
    found: list[dict[str, Any]] = client.get(f"/api/v3/{of.guide.centre.key}/{tag}/pages/").json()
    return found


def _bare(rows: list[dict[str, Any]], of: House) -> list[dict[str, Any]]:
    """Without ids, dates and the key of the region."""
    assert of.guide.centre
    text = json.dumps(rows, ensure_ascii=False).replace(of.guide.centre.key, "<key>")
    pages = Page.objects.filter(centre=of.guide.centre)
    titles = pages.filter(sections__kind="title", sections__wordings__language="de")
    for identity, title in titles.values_list("public_id", "sections__wordings__body"):
        text = text.replace(identity, f"<{title}>")
    found: list[dict[str, Any]] = json.loads(text)
    for row in found:
        for each in (row, row["parent"], *row["available_languages"].values()):
            each.pop("id")
        del row["modified_gmt"], row["last_updated"]
    return found


@pytest.mark.parametrize(
    ("tag", "path"),
    [
        ("de", "/augsburg/de/a%00b/"),
        ("\x00qq", "/augsburg/qq/x/"),
        ("\ud800", "/augsburg/qq/x/"),
        ("", "/augsburg/%00qq/x/"),
    ],
)
def test_signs_no_database_keeps_fall_away_wherever_they_stand(tag: str, path: str) -> None:
    """In a path they come encoded, in the name of a language as they are; the job answers."""
    of = house()
    good, odd = foreign(1, "de", "wohnen"), {**foreign(7, "de", "x"), "path": path}
    filed = {"de": [good, odd]} if tag == "de" else {"de": [good], tag: [odd]}
    kept = upload(of, json.dumps({"pages": filed if tag else [good, odd]}).encode())
    work_on(kept.pk, IS.READING, at=AT)
    kept.refresh_from_db()
    assert (kept.standing, kept.failed) == (IS.READ, "")
    assert kept.plan["new"][0] == "Wohnen"
    assert "\x00" not in str(kept.plan)
    assert not take(upload=kept, by=of.writer, at=AT, dry=False).mistakes
    assert TakenPage.objects.count() == (2 if tag == "de" else 1)
