"""Pages of another system become drafts: all of a file or nothing, and the same file twice nothing.

Nothing goes public here: every text waits for its second pair of eyes like one that was typed.
"""

from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from drehscheibe.domain.guide import permissions as may
from drehscheibe.domain.guide.bodies import fingerprint_of
from drehscheibe.domain.guide.foreign_text import body_of
from drehscheibe.domain.guide.incoming import Text, Unit, read
from drehscheibe.domain.guide.models import (
    Edition,
    EditionIs,
    GuideUpload,
    Page,
    Section,
    SectionDraft,
    TakenPage,
)
from drehscheibe.domain.guide.models.text import GERMAN
from drehscheibe.domain.guide.refusals import GuideRefused
from drehscheibe.domain.guide.tree import Guide, hold_guide, put_page
from drehscheibe.domain.guide.workflow import EDITION
from drehscheibe.domain.guide.writing import saves_before
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.drafts.keeping import InputRefused
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import check
from drehscheibe.kernel.workflow.following import perform_following

MOST_NAMED = 60
"""Of each kind; the rest is counted."""


@dataclass
class Taken:
    """What a file brought, or would. `counts` says how many of each there are in all."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    """Texts that stay as they are, each with the reason."""
    absent: list[str] = field(default_factory=list)
    """Pages taken before that the file no longer has; nothing goes by itself."""
    left_out: list[str] = field(default_factory=list)
    mistakes: list[str] = field(default_factory=list)
    same: int = 0
    languages: dict[str, int] = field(default_factory=dict)
    """Drafts by language."""

    def told(self) -> dict[str, Any]:
        """For keeping with the file."""
        whole = asdict(self)
        lists = {name: each for name, each in whole.items() if isinstance(each, list)}
        counts = {name: len(each) for name, each in lists.items()}
        cut = {name: each[:MOST_NAMED] for name, each in lists.items()}
        return {**whole, **cut, "counts": {**counts, "same": self.same}}


@transaction.atomic
def take(*, upload: GuideUpload, by: Person, at: datetime, dry: bool) -> Taken:
    """Try, or take over all of it. Raises `GuideRefused` when the file is no such file.

    Of two runs at once the second waits and finds what the first did.
    """
    check(by, may.TAKE_IN, upload, on=day_of(at))
    hold_guide(Guide(centre=upload.centre))
    incoming = read(bytes(upload.content))
    taken = Taken(left_out=incoming.left_out, mistakes=incoming.mistakes)
    with transaction.atomic():
        if not taken.mistakes:
            _Run(upload, taken, by, at).take(incoming.units)
        done = not (taken.mistakes or dry)
        if done:
            counts = taken.told()["counts"]
            record("guide.import.take", about=upload.centre, by=by, at=at, detail=counts)
        transaction.set_rollback(not done)
    return taken


class _Run:
    """One file into one guide, in one transaction."""

    def __init__(self, upload: GuideUpload, taken: Taken, by: Person, at: datetime) -> None:
        self.centre, self.taken, self.by, self.at = upload.centre, taken, by, at
        rows = TakenPage.objects.filter(centre=self.centre).select_related("page")
        self.known = {mark: row for row in rows for mark in row.marks}
        self.pages: dict[int, Page] = {}
        self.paths: dict[str, Page] = {}

    def take(self, units: list[Unit]) -> None:
        """Pages first, so that links find each other; then what they say, German first."""
        origins = [(unit, self._place(unit)) for unit in units]
        for unit, origin in origins:
            if origin is None:
                continue
            new = not origin.said
            before = sum(self.taken.languages.values())
            for text in sorted(unit.texts.values(), key=lambda each: each.language != GERMAN):
                self._say(origin, text)
            wrote = sum(self.taken.languages.values()) > before
            if new:
                self.taken.new.append(unit.title)
            elif wrote:
                self.taken.changed.append(unit.title)
            else:
                self.taken.same += 1
            origin.marks = sorted({*origin.marks, *unit.marks})
            origin.taken_at = self.at
            origin.save()
        self._name_absent({origin.pk for _, origin in origins if origin}, units)

    def _place(self, unit: Unit) -> TakenPage | None:
        """The page that came of this one, or a new one where it lies there."""
        near = {row.pk: row for mark in unit.marks if (row := self.known.get(mark))}
        if len(near) > 1:
            self.taken.mistakes.append(
                f"„{unit.title}“ passt zu {len(near)} Seiten, die schon übernommen sind."
            )
            return None
        origin = next(iter(near.values()), None)
        if origin is None:
            above = self.pages.get(id(unit.parent)) if unit.parent else None
            try:
                page = put_page(
                    guide=Guide(centre=self.centre), parent=above, owner=self.by,
                    created_at=self.at,
                )  # fmt: skip
            except GuideRefused as refused:
                self.taken.mistakes.append(f"„{unit.title}“: {refused}")
                return None
            Section.objects.create(page=page, kind=Section.Kind.TITLE, position=0)
            Section.objects.create(page=page, kind=Section.Kind.TEXT, position=1)
            origin = TakenPage.objects.create(
                page=page, centre=self.centre, marks=[], said={}, taken_at=self.at
            )
        self.pages[id(unit)] = origin.page
        for text in unit.texts.values():
            self.paths |= {text.path: origin.page, text.address: origin.page}
        return origin

    def _say(self, origin: TakenPage, text: Text) -> None:
        """Title and text of a page in a language as drafts, unless that is no news."""
        if origin.said.get(text.language) == text.fingerprint:
            return
        try:
            body = body_of(text.html, text.language, self._leading)
        except InputRefused as refused:
            self.taken.mistakes.append(f"„{text.title[:80]}“ ({text.language}): {refused}")
            return
        sections = list(origin.page.sections.order_by("position", "pk"))
        own = [each for each in sections if each.kind == Section.Kind.TEXT]
        title = next((each for each in sections if each.kind == Section.Kind.TITLE), None)
        edition, _ = Edition.objects.get_or_create(page=origin.page, language=text.language)
        news = {title: text.title, own[0]: body} if title and len(own) == 1 else {}
        why = "" if news else "Die Seite hat hier inzwischen andere Abschnitte."
        why = why or self._busy(edition, origin, news)
        if why:
            self.taken.held.append(f"„{text.title[:80]}“ ({text.language}): {why}")
            return
        wrote = [self._draft(section, edition, body, origin) for section, body in news.items()]
        if any(wrote):
            tally = self.taken.languages
            tally[text.language] = tally.get(text.language, 0) + 1
            if edition.status == EditionIs.PUBLISHED:
                perform_following(EDITION, "rewrite", on=[edition], by=self.by, at=self.at)
        origin.said[text.language] = text.fingerprint

    def _busy(self, edition: Edition, origin: TakenPage, news: dict[Section, str]) -> str:
        """Why nothing is written now: somebody else's work is never overwritten."""
        if edition.status == EditionIs.REVIEW:
            return "Der Text liegt gerade zur Prüfung."
        if edition.status == EditionIs.WITHDRAWN:
            return "Der Text ist hier zurückgezogen."
        drafts = SectionDraft.objects.filter(section__in=news, language=edition.language)
        wrote = origin.said.get("wrote", {})
        for each in drafts:
            name = f"{each.section_id}:{each.language}"
            if wrote.get(name) != fingerprint_of(each.body) and each.body != news[each.section]:
                return "Hier schreibt gerade jemand; der Entwurf bleibt."
        return ""

    def _draft(self, section: Section, edition: Edition, body: str, origin: TakenPage) -> bool:
        """Whether there was anything to write."""
        language = edition.language
        last = section.wordings.filter(language=language).order_by("-number").first()
        draft = section.drafts.filter(language=language).first()
        shown = last.body if last is not None and last.shown else ""
        if body == (draft.body if draft else shown):
            return False
        translates = self._meaning(section) if language != GERMAN else ""
        if language != GERMAN and not translates:
            return False
        edits = draft.edits if draft else saves_before(last, edition)
        SectionDraft.objects.update_or_create(
            section=section, language=language,
            defaults={
                "body": body, "translates": translates, "edits": edits + 1, "machine": False,
                "field_versions": {"text": edits + 1}, "kept_input": {}, "writers": [self.by.pk],
                "written_by": self.by, "written_at": self.at,
            },
        )  # fmt: skip
        origin.said.setdefault("wrote", {})[f"{section.pk}:{language}"] = fingerprint_of(body)
        return True

    def _meaning(self, section: Section) -> str:
        """Of the German beside it: what is being written of it counts before what is public.

        Published as it stands, the translation is up to date; changed before, it is not.
        """
        draft = section.drafts.filter(language=GERMAN).first()
        if draft is not None:
            return fingerprint_of(draft.body) if draft.body else ""
        shown = section.wordings.filter(language=GERMAN, shown=True).first()
        return shown.meaning if shown else ""

    def _leading(self, path: str) -> str:
        page = self.paths.get(path) if path else None
        return f"seite:{page.public_id}" if page else ""

    def _name_absent(self, seen: set[int], units: list[Unit]) -> None:
        """Only of the regions in the file: another region's pages are not missing."""
        regions = {text.path.split("/")[0] for unit in units for text in unit.texts.values()}
        rows = {row.pk: row for row in self.known.values() if row.pk not in seen}
        for row in rows.values():
            paths = [each for each in row.marks if "#" not in each]
            if any(each.split("/")[0] in regions for each in paths):
                self.taken.absent.append(paths[0])
