"""The tree of a guide: pages and sections are added, moved, given an owner."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.models import Max, QuerySet

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.guide import permissions as may
from drehscheibe.domain.guide.bodies import read_title
from drehscheibe.domain.guide.models import Edition, Page, Section, SectionDraft
from drehscheibe.domain.guide.refusals import GuideRefused
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.drafts.keeping import InputRefused
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import locked_for, standing_for

DEEPEST = 6
"""Levels of the tree; the database holds it (migrations/0002_walls.py)."""


@dataclass(frozen=True)
class Guide:
    """Whose guide: a centre's, or the shared one of a coordinating office."""

    centre: Centre | None = None
    keeper: Organisation | None = None

    @property
    def columns(self) -> dict[str, object]:
        """As pages name it."""
        return {"centre": self.centre, "keeper": self.keeper}


def guide_of_page(page: Page) -> Guide:
    """The guide the page lies in."""
    return Guide(page.centre, page.keeper)


@transaction.atomic
def add_page(
    *, guide: Guide, title: str, parent: Page | None = None, by: Person, at: datetime
) -> Page:
    """A new page at the end of its parent's; its title is a draft until it is published."""
    refuse_stranger(guide, by, at)
    try:
        title = read_title(title)
    except InputRefused as refused:
        raise GuideRefused(str(refused), "title") from refused
    if not title:
        raise GuideRefused("Bitte geben Sie der Seite eine Überschrift.", "title")
    page = put_page(guide=guide, parent=parent, owner=by, created_at=at)
    Edition.objects.create(page=page)
    section = Section.objects.create(page=page, kind=Section.Kind.TITLE, position=0)
    SectionDraft.objects.create(
        section=section, body=title, writers=[by.pk], written_by=by, written_at=at, edits=1,
        field_versions={"text": 1},
    )  # fmt: skip
    record("guide.page.add", about=page, by=by, at=at)
    return page


@transaction.atomic
def move_page(
    *, page: Page, parent: Page | None, before: Page | None = None, by: Person, at: datetime
) -> None:
    """Under another page of the same guide, before one of its pages or as the last.

    Addresses and links stay. Raises `GuideRefused` for a place below itself or too deep.
    """
    hold_guide(guide_of_page(page))
    held = locked_for(by, may.KEEP, page, on=day_of(at))
    _refuse_place(held, parent)
    if before is not None and before.parent_id != (parent.pk if parent else None):
        raise GuideRefused("Diese Seite liegt inzwischen woanders. Bitte laden Sie neu.", "before")
    siblings = list(_siblings(held, parent).exclude(pk=held.pk).order_by("position", "pk"))
    place = siblings.index(before) if before in siblings else len(siblings)
    siblings.insert(place, held)
    held.parent = parent
    for position, each in enumerate(siblings):
        each.position = position
    Page.objects.bulk_update(siblings, ["parent", "position"])
    record("guide.page.move", about=held, by=by, at=at, detail={"parent": parent and parent.pk})


@transaction.atomic
def set_upkeep(
    *, page: Page, owner: Person | None, stale_after: int, by: Person, at: datetime
) -> None:
    """Who keeps the page up to date, and how long it may stand unchecked (days)."""
    held = locked_for(by, may.KEEP, page, on=day_of(at))
    if not 7 <= stale_after <= 1100:
        raise GuideRefused("Bitte geben Sie 7 bis 1.100 Tage an.", "stale_after")
    Page.objects.filter(pk=held.pk).update(owner=owner, stale_after=stale_after)
    record("guide.page.upkeep", about=held, by=by, at=at, detail={"days": stale_after})


@transaction.atomic
def add_section(*, page: Page, kind: str = Section.Kind.TEXT, by: Person, at: datetime) -> Section:
    """An empty section at the end; nobody sees it before it says something."""
    held = locked_for(by, may.KEEP, page, on=day_of(at))
    if kind not in {Section.Kind.TEXT, Section.Kind.EVENTS, Section.Kind.COURSES}:
        raise GuideRefused("Bitte wählen Sie die Art des Abschnitts.", "kind")
    section = Section.objects.create(page=held, kind=kind, position=next_position(held))
    record("guide.section.add", about=section, by=by, at=at)
    return section


@transaction.atomic
def raise_section(*, section: Section, by: Person, at: datetime) -> None:
    """One place up, in all languages at once; the title stays first."""
    page = locked_for(by, may.KEEP, section.page, on=day_of(at))
    own = list(page.sections.exclude(kind=Section.Kind.TITLE).order_by("position", "pk"))
    place = own.index(section) if section in own else 0  # the title stands above them all
    if place == 0:
        raise GuideRefused("Dieser Abschnitt steht schon oben.")
    above, here = own[place - 1], own[place]
    above.position, here.position = here.position, above.position
    Section.objects.bulk_update([above, here], ["position"])
    record("guide.section.raise", about=section, by=by, at=at)


def refuse_stranger(guide: Guide, by: Person, at: datetime) -> None:
    """Raises `PermissionDenied` for whoever does not keep this guide."""
    mine = set(standing_for(by, on=day_of(at)).organisations_with(may.KEEP))
    if not mine & houses_of(guide):
        raise PermissionDenied("Diesen Wegweiser pflegt ein anderes Haus.")


def houses_of(guide: Guide) -> set[int]:
    """The organisations that keep the guide."""
    if guide.centre is not None:
        return {guide.centre.organisation_id, guide.centre.carrier_id}
    return {guide.keeper.pk} if guide.keeper else set()


def put_page(*, guide: Guide, parent: Page | None, **columns: object) -> Page:
    """The row, last among its siblings. Raises `GuideRefused` for a place that does not fit."""
    hold_guide(guide)
    page = Page(**guide.columns, parent=parent, position=0, **columns)
    _refuse_place(page, parent)
    last = _siblings(page, parent).aggregate(last=Max("position"))["last"]
    page.position = 0 if last is None else last + 1
    page.save(force_insert=True)
    return page


def hold_guide(guide: Guide) -> None:
    """One change of a tree after the other, until the transaction ends."""
    number = guide.centre.pk if guide.centre else -(guide.keeper.pk if guide.keeper else 0)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 7306))", [f"guide:{number}"]
        )


def next_position(page: Page) -> int:
    """Behind all sections; the first place is the title's."""
    last: int | None = page.sections.aggregate(last=Max("position"))["last"]
    return 1 if last is None else last + 1


def _siblings(page: Page, parent: Page | None) -> QuerySet[Page]:
    return Page.objects.filter(centre=page.centre_id, keeper=page.keeper_id, parent=parent)


def _refuse_place(page: Page, parent: Page | None) -> None:
    """The same the database says, in words."""
    if parent is None:
        return
    if (parent.centre_id, parent.keeper_id) != (page.centre_id, page.keeper_id):
        raise GuideRefused("Diese Seite gehört zu einem anderen Wegweiser.", "parent")
    parents = dict(
        Page.objects.filter(centre=page.centre_id, keeper=page.keeper_id).values_list(
            "pk", "parent_id"
        )
    )
    above: int | None = parent.pk
    levels = 0
    while above is not None:
        if above == page.pk:
            raise GuideRefused("Eine Seite kann nicht unter sich selbst liegen.", "parent")
        above, levels = parents.get(above), levels + 1
    if levels + _height(page.pk, parents) > DEEPEST:
        raise GuideRefused(f"Mehr als {DEEPEST} Ebenen findet niemand mehr.", "parent")


def _height(page: int | None, parents: Mapping[int, int | None]) -> int:
    """Levels from the page down, itself included."""
    below = [_height(each, parents) for each, parent in parents.items() if page and parent == page]
    return 1 + max(below, default=0)
