"""From draft to public: submitted, read by a second person, published, taken back."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from drehscheibe.domain.guide.bodies import fingerprint_of
from drehscheibe.domain.guide.models import Edition, EditionIs, Page, Section, SectionDraft, Wording
from drehscheibe.domain.guide.models.text import GERMAN
from drehscheibe.domain.guide.paper_store import forget
from drehscheibe.domain.guide.refusals import GuideRefused
from drehscheibe.domain.guide.workflow import EDITION
from drehscheibe.domain.guide.writing import saves_before
from drehscheibe.kernel.design.published import publish_change
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.workflow.actions import perform
from drehscheibe.kernel.workflow.following import perform_following


@dataclass(frozen=True)
class Checked:
    """What the second person says: sections whose spelling alone changed (translations stay up to
    date), and whether somebody read it in their mother tongue."""

    spelling: Collection[int] = field(default=())
    native: bool = False


NOTHING_SAID = Checked()


def submit(*, edition: Edition, by: Person, at: datetime) -> Edition:
    """Ask for a second pair of eyes."""
    return perform(EDITION, "submit", on=edition, by=by, at=at)


def recall(*, edition: Edition, by: Person, at: datetime) -> Edition:
    """Go on writing."""
    return perform(EDITION, "recall", on=edition, by=by, at=at)


def send_back(*, edition: Edition, reason: str, by: Person, at: datetime) -> Edition:
    """Not yet; the reason is read by those who wrote."""
    return perform(EDITION, "return", on=edition, by=by, at=at, reason=reason)


@transaction.atomic
def publish(
    *, edition: Edition, seen: int, checked: Checked = NOTHING_SAID, by: Person, at: datetime
) -> Edition:
    """All drafts of the page in this language become what the public reads.

    `seen` is what the page showed (`marks_of_drafts`): nothing unread goes out.
    """
    held = perform(EDITION, "publish", on=edition, by=by, at=at)
    drafts = list(drafts_of(held).select_related("section"))
    if seen != marks_of_drafts(drafts):
        raise GuideRefused("Der Text hat sich seit dem Lesen geändert. Bitte lesen Sie ihn noch.")
    if any(each.kept_input for each in drafts):
        raise GuideRefused("Ein Abschnitt enthält etwas, das sich nicht lesen ließ.")
    for draft in drafts:
        _put_out(draft, checked, by, at)
    drafts_of(held).delete()
    if held.language == GERMAN:
        Page.objects.filter(pk=held.page_id).update(verified_at=at, verified_by=by)
    publish_change()
    return held


@transaction.atomic
def withdraw(*, edition: Edition, reason: str, by: Person, at: datetime) -> Edition:
    """Out of the public's sight; with the German text the page goes in every language.

    Centres that adopted a shared page keep what they wrote in its place (`adopting.detach`).
    """
    held = Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)
    perform(EDITION, "withdraw", on=held, by=by, at=at, reason=reason)
    shown = Wording.objects.filter(section__page=held.page_id, shown=True)
    if held.language == GERMAN:
        others = _others(held).exclude(status=EditionIs.WITHDRAWN)
        perform_following(EDITION, "withdraw", on=list(others), by=by, at=at, reason=reason)
    else:
        shown = shown.filter(language=held.language)
    shown.update(shown=False)
    forget(held.page, held.language)
    publish_change()
    held.refresh_from_db()
    return held


@transaction.atomic
def restore(*, edition: Edition, by: Person, at: datetime) -> Edition:
    """The last texts become drafts again and need a new check."""
    held = perform(EDITION, "restore", on=edition, by=by, at=at)
    again = [held]
    if held.language == GERMAN:
        others = list(_others(held).filter(status=EditionIs.WITHDRAWN))
        perform_following(EDITION, "restore", on=others, by=by, at=at)
        again += others
    drafted = set(
        SectionDraft.objects.filter(section__page=held.page_id).values_list("section", "language")
    )
    of = {each.language: each for each in again}
    german = last_wordings(held.page, [GERMAN])
    taken_out = {last.section_id for last in german if not last.body}
    SectionDraft.objects.bulk_create(
        SectionDraft(
            section=last.section, language=last.language, body=last.body, choice=last.choice,
            translates=last.translates, machine=last.machine, edits=edits,
            field_versions={"text": edits}, writers=[by.pk], written_by=by, written_at=at,
        )
        for last in last_wordings(held.page, of)
        for edits in [saves_before(last, of[last.language]) + 1]
        if last.body and last.section_id not in taken_out
        and (last.section_id, last.language) not in drafted
    )  # fmt: skip
    return held


def drafts_of(edition: Edition) -> QuerySet[SectionDraft]:
    """What is written of a page in a language and not yet published."""
    return SectionDraft.objects.filter(section__page=edition.page_id, language=edition.language)


def marks_of_drafts(drafts: Collection[SectionDraft]) -> int:
    """Another with every save of every draft, so that whoever publishes published what they read.

    Saves count on behind a draft that was thrown away (`Edition.thrown_away`).
    """
    saves = sorted((each.section_id, each.edits) for each in drafts)
    return int(fingerprint_of(str(saves))[:14], 16)


def last_wordings(page: Page, languages: Collection[str]) -> list[Wording]:
    """The newest wording of every section; an empty one says that the section was taken out."""
    rows = Wording.objects.filter(section__page=page, language__in=languages)
    newest = rows.order_by("section_id", "language", "-number").distinct("section_id", "language")
    return list(newest.select_related("section"))


def _others(edition: Edition) -> QuerySet[Edition]:
    rows = Edition.objects.select_for_update(no_key=True).filter(page=edition.page_id)
    return rows.exclude(pk=edition.pk)


def _put_out(draft: SectionDraft, checked: Checked, by: Person, at: datetime) -> None:
    """The next wording; an empty one takes the section out, a German one in all languages."""
    section: Section = draft.section
    wordings = Wording.objects.filter(section=section, language=draft.language)
    last = wordings.order_by("-number").first()
    shown = last if last is not None and last.shown else None
    gone = wordings
    if not draft.body and draft.language == GERMAN:
        gone = Wording.objects.filter(section=section)
    gone.filter(shown=True).update(shown=False)
    meaning = fingerprint_of(draft.body)
    same = last is not None and draft.body == last.body  # also where it comes back
    corrected = shown is not None and section.pk in checked.spelling
    if last is not None and draft.body and (same or corrected):
        meaning = last.meaning
    Wording.objects.create(
        section=section, language=draft.language, number=(last.number if last else 0) + 1,
        body=draft.body, choice=draft.choice, meaning=meaning, translates=draft.translates,
        machine=draft.machine and not checked.native,
        native=checked.native and draft.language != GERMAN, shown=bool(draft.body),
        written_by=draft.written_by, published_by=by, published_at=at,
    )  # fmt: skip
