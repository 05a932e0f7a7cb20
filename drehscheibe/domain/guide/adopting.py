"""Shared pages in a centre's guide: adopted, said in own words here and there, detached."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from drehscheibe.domain.guide import permissions as may
from drehscheibe.domain.guide.bodies import compared
from drehscheibe.domain.guide.marks import refuse_unread
from drehscheibe.domain.guide.models import Edition, EditionIs, Page, Section, SectionDraft, Wording
from drehscheibe.domain.guide.models.text import GERMAN
from drehscheibe.domain.guide.pictures import copy_picture
from drehscheibe.domain.guide.publishing import last_wordings
from drehscheibe.domain.guide.refusals import GuideRefused
from drehscheibe.domain.guide.tree import Guide, next_position, put_page, refuse_stranger
from drehscheibe.domain.guide.workflow import EDITION
from drehscheibe.domain.guide.writing import (
    german_of,
    refuse_unseen,
    saves_before,
    throw_away,
)
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.design.published import publish_change
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import locked_for
from drehscheibe.kernel.workflow.following import perform_following
from drehscheibe.kernel.workflow.models import Step


@dataclass(frozen=True)
class Change:
    """A section of the shared page that says something else since the centre last looked."""

    section: Section
    before: str
    after: str
    """As people compare them (`bodies.compared`)."""
    overridden: bool


@transaction.atomic
def adopt(
    *, source: Page, guide: Guide, parent: Page | None = None, by: Person, at: datetime
) -> Page:
    """Show a shared page and all below it in the centre's guide; texts and translations follow it.

    What the centre has adopted already stays where it is. Raises `GuideRefused` otherwise.
    """
    refuse_stranger(guide, by, at)
    if guide.centre is None or source.keeper_id is None:
        raise GuideRefused("Übernehmen lassen sich gemeinsame Seiten in den eigenen Wegweiser.")
    known = set(Page.objects.filter(centre=guide.centre).values_list("source_id", flat=True))
    if source.pk in known:
        raise GuideRefused("Diese Seite ist schon in Ihrem Wegweiser.", "source")
    if not _public(source):
        raise GuideRefused("Diese Seite ist nicht veröffentlicht.", "source")
    page = _adopted(source, guide, parent, at)
    _with_those_below(source, page, guide, known, at)
    record("guide.page.adopt", about=page, by=by, at=at, detail={"source": source.pk})
    publish_change()
    return page


@transaction.atomic
def override(*, page: Page, section: Section, by: Person, at: datetime) -> Section:
    """Say this section in own words; the draft begins with the shared text."""
    held = locked_for(by, may.KEEP, page, on=day_of(at))
    german = german_of(section)
    if section.page_id != held.source_id or german is None:
        raise GuideRefused("Diesen Abschnitt gibt es in der gemeinsamen Seite nicht mehr.")
    title = section.kind == Section.Kind.TITLE
    own, _ = Section.objects.get_or_create(
        page=held, replaces=section,
        defaults={
            "kind": section.kind, "replaced_meaning": german.meaning,
            "position": 0 if title else next_position(held),
        },
    )  # fmt: skip
    copy_picture(section, own)
    edition, _ = Edition.objects.get_or_create(page=held, language=GERMAN)
    if german_of(own) is None and not own.drafts.filter(language=GERMAN).exists():
        Section.objects.filter(pk=own.pk).update(replaced_meaning=german.meaning)
        last = own.wordings.filter(language=GERMAN).order_by("-number").first()
        SectionDraft.objects.create(
            section=own, body=german.body, choice=german.choice, writers=[by.pk], written_by=by,
            written_at=at, edits=saves_before(last, edition),
        )  # fmt: skip
    record("guide.section.override", about=own, by=by, at=at)
    return own


@transaction.atomic
def drop_override(*, section: Section, seen: int | None = None, by: Person, at: datetime) -> None:
    """Back to the shared text at once; the own wordings stay as history.

    Raises `GuideRefused` while a draft of it lies for review or says more than was `seen`.
    """
    page = locked_for(by, may.KEEP, section.page, on=day_of(at))
    if section.replaces_id is None:
        raise GuideRefused("Dieser Abschnitt steht an keiner Stelle einer gemeinsamen Seite.")
    editions = list(page.editions.select_for_update(no_key=True))
    drafted = set(section.drafts.values_list("language", flat=True))
    if any(each.language in drafted and each.status == EditionIs.REVIEW for each in editions):
        raise GuideRefused("Der Text liegt zur Prüfung. Holen Sie ihn zuerst zurück.")
    refuse_unseen(section.drafts.filter(language=GERMAN), seen)
    throw_away(section.drafts.all())
    left = set(SectionDraft.objects.filter(section__page=page).values_list("language", flat=True))
    idle = [each for each in editions
            if each.status == EditionIs.DRAFT and each.language in drafted - left]  # fmt: skip
    perform_following(EDITION, "discard", on=idle, by=by, at=at)
    section.wordings.filter(shown=True).update(shown=False)
    record("guide.section.drop", about=section, by=by, at=at)
    publish_change()


@transaction.atomic
def note_changes(*, page: Page, seen: str | None = None, by: Person, at: datetime) -> None:
    """The centre has read what changed in the shared page.

    Raises `GuideRefused` where that says something else than what was `seen`: the centre would
    never be told of it.
    """
    held = locked_for(by, may.KEEP, page, on=day_of(at))
    refuse_unread(held, seen)
    Page.objects.filter(pk=held.pk).update(source_seen_at=at)
    for own in held.sections.exclude(replaces=None).select_related("replaces"):
        german = german_of(own.replaces) if own.replaces else None
        if german is not None:
            Section.objects.filter(pk=own.pk).update(replaced_meaning=german.meaning)
    record("guide.page.note", about=held, by=by, at=at)


@transaction.atomic
def detach(*, page: Page, by: Person, at: datetime) -> None:
    """From now on the page is the centre's own, with what it says today in every language.

    Of a withdrawn shared page the last published texts are kept: nothing the public read is lost.
    A translation that was withdrawn by itself is not: somebody took it from the public.
    """
    held = locked_for(by, may.KEEP, page, on=day_of(at))
    if held.source is None:
        raise GuideRefused("Diese Seite ist schon Ihre eigene.")
    own = {each.replaces_id: each for each in held.sections.all()}
    wordings: dict[int, list[Wording]] = {}
    for each in _last_of(held.source):
        wordings.setdefault(each.section_id, []).append(each)
    for place, section in enumerate(held.source.sections.order_by("position", "pk")):
        mine = own.pop(section.pk, None) or Section(page=held, kind=section.kind)
        taken = _taken(mine, wordings.get(section.pk, []))
        mine.replaces, mine.position = None, place + (0 if section.kind == "title" else 1)
        if mine.pk or taken:
            mine.save()
            copy_picture(section, mine)
        for wording in taken:
            wording.section = mine
        Wording.objects.bulk_create(_numbered(mine, taken, by, at))
    start = held.source.sections.count() + 2
    for place, mine in enumerate(sorted(own.values(), key=lambda each: each.position), start):
        Section.objects.filter(pk=mine.pk).update(position=place)
    Page.objects.filter(pk=held.pk).update(source=None, source_seen_at=None)
    _editions(held, by, at)
    record("guide.page.detach", about=held, by=by, at=at, detail={"source": held.source.pk})
    publish_change()


def changes_of(page: Page) -> list[Change]:
    """What the shared page says differently since the centre last looked, section by section."""
    if page.source is None or page.source_seen_at is None:
        return []
    replaced = set(
        Wording.objects.filter(section__page=page, language=GERMAN, shown=True).values_list(
            "section__replaces", flat=True
        )
    )
    rows = Wording.objects.filter(section__page=page.source, language=GERMAN)
    by_section: dict[Section, list[Wording]] = {}
    for each in rows.select_related("section").order_by("section__position", "number"):
        by_section.setdefault(each.section, []).append(each)
    found = []
    for section, wordings in by_section.items():
        read = [each for each in wordings if each.published_at <= page.source_seen_at]
        before = compared(section, read[-1]) if read and read[-1].body else ""
        after = compared(section, wordings[-1]) if wordings[-1].shown else ""
        if before != after:
            found.append(Change(section, before, after, section.pk in replaced))
    return found


def _last_of(source: Page) -> list[Wording]:
    """What the public reads of a shared page, or did until it was withdrawn."""
    rows = Wording.objects.filter(section__page=source).values_list("language", flat=True)
    if _public(source):
        return [each for each in last_wordings(source, set(rows)) if each.shown]
    editions = dict(source.editions.values_list("pk", "language"))
    steps = Step.objects.filter(workflow=EDITION.name, name="withdraw", object_id__in=editions)
    when = {
        editions[pk]: at for pk, at in steps.order_by("pk").values_list("object_id", "entered_at")
    }
    alone = {language for language, at in when.items() if at != when.get(GERMAN)}
    return last_wordings(source, set(rows) - alone)


def _public(page: Page) -> bool:
    title = {"section__page": page, "section__kind": Section.Kind.TITLE}
    return Wording.objects.filter(**title, language=GERMAN, shown=True).exists()


def _adopted(source: Page, guide: Guide, parent: Page | None, at: datetime) -> Page:
    return put_page(
        guide=guide, parent=parent, source=source, source_seen_at=at, created_at=at,
        stale_after=source.stale_after,
    )  # fmt: skip


def _with_those_below(
    source: Page, page: Page, guide: Guide, known: set[int], at: datetime
) -> None:
    for child in source.children.order_by("position", "pk"):
        if child.pk not in known and _public(child):
            _with_those_below(child, _adopted(child, guide, page, at), guide, known, at)


def _taken(mine: Section, shared: list[Wording]) -> list[Wording]:
    """The shared texts, unless the section speaks in own words already."""
    if mine.pk and mine.wordings.filter(language=GERMAN, shown=True).exists():
        return []
    german = next((each for each in shared if each.language == GERMAN), None)
    return [each for each in shared if each.body] if german and german.body else []


def _numbered(section: Section, taken: list[Wording], by: Person, at: datetime) -> list[Wording]:
    """Copies as the next wordings of the own section."""
    numbers = dict(section.wordings.order_by("number").values_list("language", "number"))
    return [
        Wording(
            section=section, language=each.language, number=numbers.get(each.language, 0) + 1,
            body=each.body, choice=each.choice, meaning=each.meaning, translates=each.translates,
            machine=each.machine, native=each.native, published_by=by, published_at=at,
        )
        for each in taken
    ]  # fmt: skip


def _editions(page: Page, by: Person, at: datetime) -> None:
    """Every language that is shown is an edition of its own, published unless it is written on."""
    rows = Wording.objects.filter(section__page=page, shown=True)
    drafts = SectionDraft.objects.filter(section__page=page)
    drafted = set(drafts.values_list("language", flat=True))
    for language in sorted(set(rows.values_list("language", flat=True))):
        edition, _ = Edition.objects.get_or_create(page=page, language=language)
        if edition.status == EditionIs.WITHDRAWN:
            perform_following(EDITION, "restore", on=[edition], by=by, at=at)
        if edition.status == EditionIs.DRAFT and language not in drafted:
            perform_following(EDITION, "take_over", on=[edition], by=by, at=at)
