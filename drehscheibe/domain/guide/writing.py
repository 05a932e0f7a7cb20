"""Writing a section in a language: kept as it is typed, never over what somebody else wrote."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Greatest

from drehscheibe.domain.guide import permissions as may
from drehscheibe.domain.guide.bodies import input_of, typed_form
from drehscheibe.domain.guide.links import by_identity
from drehscheibe.domain.guide.models import Edition, EditionIs, Page, Section, SectionDraft, Wording
from drehscheibe.domain.guide.models.text import GERMAN
from drehscheibe.domain.guide.reading import SHARED
from drehscheibe.domain.guide.refusals import GuideRefused
from drehscheibe.domain.guide.workflow import EDITION
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.drafts.keeping import Input, InputRefused, Kept, Slot, keep, shown_texts
from drehscheibe.kernel.language.tongues import tongue
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import locked_for
from drehscheibe.kernel.workflow.following import perform_following

PER_WORDING = 1_000_000
"""Saves of a draft begin behind this much per published wording: a page opened before the last
publication can never be taken for one opened after it."""


@dataclass(frozen=True)
class Typed:
    """What came from the page: the text, the save it rests on, and the German it translates."""

    text: str
    seen: int
    translates: str = ""
    overwrite: bool = False
    fits: bool = False
    """The translator says that the published text still fits the new German one."""
    machine: bool = False


@transaction.atomic
def save_section(
    *, section: Section, language: str = GERMAN, typed: Typed, by: Person, at: datetime
) -> Kept:
    """Keep what was typed; a text that somebody saved meanwhile is reported, not overwritten.

    Raises `GuideRefused` while the text lies for review or is withdrawn.
    """
    edition = writable_edition(section, language, by=by, at=at)
    draft = draft_of(section, language, by=by, at=at)
    translates = _translated(section, language, typed)
    even = input_of(section)
    kept = keep(
        draft, {"text": Slot(draft, even)}, {"text": _evened(even, _linked(section, typed.text))},
        seen=typed.seen, overwrite=typed.overwrite,
    )  # fmt: skip
    if not kept.conflicts and (kept.changed or typed.fits):
        draft.translates = translates
        draft.machine = _by_machine(draft, typed, changed=bool(kept.changed))
        keep_draft(draft, edition, by=by, at=at)
        record(
            "guide.section.write", about=section, by=by, at=at,
            detail={"language": language, "n": draft.edits},
        )  # fmt: skip
    return kept


@transaction.atomic
def discard_draft(
    *, section: Section, language: str = GERMAN, seen: int | None = None, by: Person, at: datetime
) -> None:
    """The published text stays; a draft of a section that never was published is gone.

    Raises `GuideRefused` where it says more than was `seen`.
    """
    edition = _edition(section, language, by, at)
    if edition.status not in {EditionIs.DRAFT, EditionIs.PUBLISHED}:
        raise GuideRefused("Verwerfen lässt sich nur, was noch in Arbeit ist.")
    drafts = SectionDraft.objects.filter(section=section, language=language)
    refuse_unseen(drafts, seen)
    if not throw_away(drafts):
        raise GuideRefused("Dazu gibt es keinen Entwurf mehr.")
    page = section.page_id
    left = SectionDraft.objects.filter(section__page=page, language=language).exists()
    public = Wording.objects.filter(section__page=page, language=language, shown=True).exists()
    if not left and public and edition.status == EditionIs.DRAFT:
        perform_following(EDITION, "discard", on=[edition], by=by, at=at)
    record("guide.section.discard", about=section, by=by, at=at, detail={"language": language})


def writable_edition(section: Section, language: str, *, by: Person, at: datetime) -> Edition:
    """Held for writing. Raises `GuideRefused` while it lies for review or is withdrawn."""
    edition = _edition(section, language, by, at)
    if edition.status == EditionIs.REVIEW:
        raise GuideRefused("Der Text liegt zur Prüfung. Holen Sie ihn zum Weiterschreiben zurück.")
    if edition.status == EditionIs.WITHDRAWN:
        raise GuideRefused("Der Text ist zurückgezogen. Bitte nehmen Sie ihn zuerst wieder auf.")
    return edition


def keep_draft(draft: SectionDraft, edition: Edition, *, by: Person, at: datetime) -> None:
    """Whoever changed it is one of its writers; a published page is in work again."""
    if edition.status == EditionIs.PUBLISHED:
        perform_following(EDITION, "rewrite", on=[edition], by=by, at=at)
    draft.writers = sorted({*draft.writers, by.pk})
    draft.written_by, draft.written_at = by, at
    draft.save()


def refuse_unseen(drafts: QuerySet[SectionDraft], seen: int | None) -> None:
    """What was written since a page was opened is thrown away by nobody who has not read it."""
    if seen is not None and any(each.edits > seen for each in drafts):
        raise GuideRefused(
            "Inzwischen hat jemand an diesem Entwurf weitergeschrieben. Er steht noch da: Bitte "
            "lesen Sie ihn, bevor Sie ihn verwerfen."
        )


def throw_away(drafts: QuerySet[SectionDraft]) -> int:
    """How many there were. A page that still shows one of them overwrites nothing written since."""
    for draft in drafts.select_related("section"):
        of = Edition.objects.filter(page=draft.section.page_id, language=draft.language)
        saves = draft.edits % PER_WORDING
        of.update(thrown_away=Greatest(F("thrown_away"), saves))
    gone, _ = drafts.delete()
    return gone


def saves_before(last: Wording | None, edition: Edition | None) -> int:
    """What a new draft counts on from: behind all that was published or thrown away."""
    published = last.number * PER_WORDING if last is not None else 0
    return published + (edition.thrown_away if edition is not None else 0)


def draft_of(section: Section, language: str, *, by: Person, at: datetime) -> SectionDraft:
    """What is being written, or a new draft that begins with what is published (not saved)."""
    found = SectionDraft.objects.filter(section=section, language=language).first()
    if found is not None:
        return found
    latest = section.wordings.filter(language=language).order_by("-number").first()
    body = latest.body if latest is not None and latest.shown else ""
    choice = latest.choice if latest is not None else ""
    edition = Edition.objects.filter(page=section.page_id, language=language).first()
    return SectionDraft(
        section=section, language=language, body=body, choice=choice, written_by=by, written_at=at,
        edits=saves_before(latest, edition), field_versions={"text": saves_before(latest, None)},
    )  # fmt: skip


def shown_text(draft: SectionDraft) -> str:
    """As it stands in the form."""
    return shown_texts(draft, {"text": Slot(draft, input_of(draft.section))})["text"]


def german_of(section: Section) -> Wording | None:
    """The German wording that the public reads and translations follow."""
    return section.wordings.filter(language=GERMAN, shown=True).first()


def shown_wordings(page: Page, language: str) -> QuerySet[Wording]:
    """What the public reads of the page's own sections."""
    return Wording.objects.filter(section__page=page, language=language, shown=True)


def german_before(section: Section, translates: str) -> str:
    """The German text a translation was made of, as it is typed; empty when there is none."""
    rows = section.wordings.filter(language=GERMAN, meaning=translates)
    before = rows.order_by("-number").first()
    return typed_form(section, before.body) if before else ""


def _edition(section: Section, language: str, by: Person, at: datetime) -> Edition:
    if tongue(language) is None:
        raise GuideRefused("Diese Sprache kennt die Plattform nicht.", "language")
    edition, _ = Edition.objects.get_or_create(page_id=section.page_id, language=language)
    return locked_for(by, may.WRITE, edition, on=day_of(at))


def _translated(section: Section, language: str, typed: Typed) -> str:
    """The meaning of the German the writer had before them; never one nobody published."""
    if language == GERMAN:
        return ""
    known = section.wordings.filter(language=GERMAN, meaning=typed.translates)
    if not typed.translates or not known.exists():
        raise GuideRefused("Übersetzt wird, was auf Deutsch veröffentlicht ist.")
    return typed.translates


def _by_machine(draft: SectionDraft, typed: Typed, *, changed: bool) -> bool:
    """A machine's words stay a machine's while nobody changes them, also when they come back."""
    rows = Wording.objects.filter(section=draft.section, language=draft.language)
    if changed:
        same = list(rows.filter(body=draft.body).values_list("machine", flat=True))
        return typed.machine or (bool(same) and all(same))
    shown = rows.filter(shown=True, machine=True)
    return draft.machine or (draft._state.adding and shown.exists())


def _linked(section: Section, text: str) -> str:
    """Pasted addresses of pages of this guide and of the shared one by identity."""
    centre = section.page.centre
    return by_identity(text, {SHARED, centre.key} if centre else {SHARED})


def _evened(even: Input, text: str) -> str:
    """As it would be shown again, so that blanks alone are no change."""
    try:
        return even.show(even.read(text)) if text.strip() else ""
    except InputRefused:
        return text
