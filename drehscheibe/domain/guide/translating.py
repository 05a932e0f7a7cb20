"""A machine drafts what nobody has translated; a person reads and publishes it.

Only German texts that are public already are sent. What comes back is marked as a machine's, is
never written over a person's words, and goes out like every text: with a second pair of eyes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape, unescape

from django.db import transaction

from drehscheibe.domain.guide.bodies import read_alternative
from drehscheibe.domain.guide.foreign_text import body_of, title_of
from drehscheibe.domain.guide.links import LINK
from drehscheibe.domain.guide.machine import Translator, translator
from drehscheibe.domain.guide.models import (
    Edition,
    EditionIs,
    MachineRequest,
    Page,
    Section,
    SectionDraft,
    Wording,
)
from drehscheibe.domain.guide.models.text import GERMAN
from drehscheibe.domain.guide.numbers_told import differing
from drehscheibe.domain.guide.refusals import GuideRefused
from drehscheibe.domain.guide.workflow import EDITION
from drehscheibe.domain.guide.writing import saves_before
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.drafts.keeping import InputRefused
from drehscheibe.kernel.language.rich_text import plain
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.second_wall import acting_as_system
from drehscheibe.kernel.workflow.following import perform_following

OFF = "Eine Übersetzungsmaschine ist nicht eingerichtet."
SPOKEN = (Section.Kind.TITLE, Section.Kind.TEXT, Section.Kind.PICTURE)
"""What is words; the rest of a page is made where it is shown."""
WRITABLE = {EditionIs.DRAFT, EditionIs.PUBLISHED}


@dataclass(frozen=True)
class Piece:
    """A German text to be translated, with its links taken out for the way."""

    german: Wording
    html: str
    targets: tuple[str, ...]


def untranslated(page: Page, language: str) -> list[Wording]:
    """Public German texts without any translation by people, and without a draft."""
    public = Wording.objects.filter(section__page=page, shown=True).select_related("section")
    german = public.filter(language=GERMAN, section__kind__in=SPOKEN)
    there = {each.section_id: each for each in public.filter(language=language)}
    drafted = set(
        SectionDraft.objects.filter(section__page=page, language=language).values_list(
            "section_id", flat=True
        )
    )
    return [
        each for each in german.order_by("section__position", "section_id")
        if each.section_id not in drafted and _open(each, there.get(each.section_id))
    ]  # fmt: skip


def run_request(number: int, *, at: datetime) -> None:
    """Ask the machine and write what is still wanted. Twice is once.

    While the machine thinks, no transaction is open and nothing is held.
    """
    with acting_as_system():
        request = _waiting(number)
        if request is None:
            return
        edition = request.edition
        pieces = [piece_of(each) for each in untranslated(edition.page, edition.language)]
    told, bodies = "", list[str | None]()
    try:
        bodies = translated(translator(), pieces, edition.language) if pieces else []
    except GuideRefused as refused:
        told = str(refused)
    with acting_as_system():
        told = told or _write(request, pieces, bodies, at)
        MachineRequest.objects.filter(pk=number).update(done_at=at, told=told[:300])


def piece_of(german: Wording) -> Piece:
    """Links become anchors that a machine leaves alone; where they lead stays here."""
    if german.section.kind == Section.Kind.TITLE:
        return Piece(german, escape(german.body, quote=False), ())
    if german.section.kind == Section.Kind.PICTURE:  # kept escaped, quotes too
        return Piece(german, escape(unescape(german.body), quote=False), ())
    targets = tuple(target for _, target in LINK.findall(german.body))
    numbers = iter(range(len(targets)))
    html = LINK.sub(lambda found: f'<a href="/halt-{next(numbers)}">{found[1]}</a>', german.body)
    return Piece(german, html, targets)


def translated(
    machine: Translator | None, pieces: Sequence[Piece], language: str
) -> list[str | None]:
    """The bodies as they would have been typed; None where a link got lost or the text is none."""
    if machine is None:
        raise GuideRefused(OFF)
    texts = machine.translate([each.html for each in pieces], source=GERMAN, target=language)
    return [_body(piece, text, language) for piece, text in zip(pieces, texts, strict=True)]


def _waiting(number: int) -> MachineRequest | None:
    rows = MachineRequest.objects.select_related("edition__page", "asked_by")
    return rows.filter(pk=number, done_at=None).first()


def _open(german: Wording, there: Wording | None) -> bool:
    """Nothing there, or only what a machine said of an older text."""
    return there is None or (there.machine and there.translates != german.meaning)


def _body(piece: Piece, text: str, language: str) -> str | None:
    try:
        if piece.german.section.kind == Section.Kind.TITLE:
            return title_of(text)
        if piece.german.section.kind == Section.Kind.PICTURE:
            return read_alternative(plain(text.replace("\x00", ""))) or None
        held = {f"halt-{number}": target for number, target in enumerate(piece.targets)}
        body = body_of(text, language, lambda path: held.get(path, ""))
    except InputRefused:
        return None
    back = [target for _, target in LINK.findall(body)]
    return body if body and sorted(back) == sorted(piece.targets) else None


@transaction.atomic
def _write(
    request: MachineRequest, pieces: Sequence[Piece], bodies: Sequence[str | None], at: datetime
) -> str:
    edition = Edition.objects.select_for_update(no_key=True).get(pk=request.edition_id)
    if edition.status not in WRITABLE:
        return "Nicht übernommen: Der Text liegt inzwischen zur Prüfung oder ist zurückgezogen."
    wanted = {each.pk for each in untranslated(edition.page, edition.language)}
    drafts = [
        _draft(piece.german, edition, body, request.asked_by, at)
        for piece, body in zip(pieces, bodies, strict=True)
        if body and piece.german.pk in wanted
    ]
    SectionDraft.objects.bulk_create(drafts)
    by = request.asked_by
    if drafts and edition.status == EditionIs.PUBLISHED:
        perform_following(EDITION, "rewrite", on=[edition], by=by, at=at)
    detail = {"n": len(drafts), "language": edition.language}
    record("guide.machine.write", about=edition, by=by, at=at, detail=detail)
    lost = sum(body is None for body in bodies)
    left = f"; {lost} nicht, weil ein Link verloren ging oder der Text fehlt" if lost else ""
    texts = {each.german.section_id: each.german.body for each in pieces}
    other = sum(bool(differing(plain(texts[each.section_id]), plain(each.body))) for each in drafts)
    numbers = f" In {other} davon stehen andere Zahlen als im Deutschen." if other else ""
    word = "Abschnitt" if len(drafts) == 1 else "Abschnitte"
    return f"{len(drafts)} {word} als Entwurf{left}.{numbers}"


def _draft(german: Wording, edition: Edition, body: str, by: Person, at: datetime) -> SectionDraft:
    language = edition.language
    last = german.section.wordings.filter(language=language).order_by("-number").first()
    edits = saves_before(last, edition) + 1
    return SectionDraft(
        section=german.section, language=language, body=body, translates=german.meaning,
        machine=True, edits=edits, field_versions={"text": edits}, writers=[by.pk],
        written_by=by, written_at=at,
    )  # fmt: skip
