"""Writing an application: begin, type, add and remove rows, advise."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.funding import draft_fields
from drehscheibe.domain.funding import permissions as may
from drehscheibe.domain.funding.facts import applicant_kind, guideline_of
from drehscheibe.domain.funding.guideline_files import guideline_for
from drehscheibe.domain.funding.models import (
    Advice,
    Application,
    FundedPost,
    MaterialCost,
    Query,
)
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.language.amounts import AmountRefused
from drehscheibe.kernel.language.days import DayRefused
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import check

MOST_ROWS = 40
TABLES: dict[str, type[FundedPost] | type[MaterialCost]] = {
    "posts": FundedPost,
    "material": MaterialCost,
}


class ApplicationRefused(Exception):
    """A change that is not possible now; the message is German and says what to do next."""


@dataclass
class Saved:
    """What became of typed input: the new version, unreadable fields, fields others changed."""

    version: int
    errors: dict[str, str] = field(default_factory=dict)
    conflicts: dict[str, tuple[str, str]] = field(default_factory=dict)
    """field id → (stored text, typed text)"""


@transaction.atomic
def start_application(*, centre: Centre, fiscal_year: int, by: Person, at: datetime) -> Application:
    """Begin a draft with every post the year's guideline allows.

    Raises `UnknownFiscalYear` for a year without a guideline and `ApplicationRefused` when the
    year already has a case.
    """
    guideline = guideline_for(fiscal_year)
    earlier = Application.objects.filter(centre=centre, fiscal_year=fiscal_year).count()
    application = Application(
        number=f"KI-{fiscal_year}-{centre.key}-{earlier + 1}",
        centre=centre,
        authority=Organisation.objects.get(kind=Organisation.Kind.AUTHORITY),
        fiscal_year=fiscal_year,
        guideline=guideline.key,
        concept=centre.concepts.in_force().order_by("-decided_on").first(),
        created_by=by,
        created_at=at,
        changed_at=at,
    )
    try:
        with transaction.atomic():
            application.save(force_insert=True)
    except IntegrityError:
        raise ApplicationRefused(
            f"Für {fiscal_year} gibt es schon einen Antrag. Bitte öffnen Sie ihn in der Liste."
        ) from None
    check(by, may.EDIT, application, on=at.date())
    rows = draft_fields.default_posts(guideline, applicant_kind(application), fiscal_year)
    FundedPost.objects.bulk_create(
        FundedPost(application=application, number=number, **row)
        for number, row in enumerate(rows, start=1)
    )
    record("funding.application.start", about=application, by=by, at=at)
    return application


@transaction.atomic
def save_draft(
    *,
    application: Application,
    typed: Mapping[str, str],
    version: int,
    by: Person,
    at: datetime,
    overwrite: bool = False,
) -> Saved:
    """Keep what was typed: readable fields in their columns, the rest as text beside an error.

    `typed` maps field ids (`draft_fields`) to texts; unknown ids are ignored (attack 6). A field
    that somebody else changed after `version` is left as it is and reported with both texts, unless
    `overwrite` says that the person has seen both.
    """
    locked = _editable(application, by=by, at=at)
    stored = draft_fields.typed_texts(locked)
    saved = Saved(version=locked.version)
    changed = {
        name: text.strip()
        for name, text in typed.items()
        if name in stored and text.strip() != stored[name]
    }
    if not overwrite:
        for name in [name for name in changed if locked.field_versions.get(name, 0) > version]:
            saved.conflicts[name] = (stored[name], changed.pop(name))
    rows: dict[tuple[str, int], draft_fields.Row] = {}
    for name, text in changed.items():
        _keep(locked, rows, name, text, saved)
    for row in rows.values():
        row.save()
    if changed:
        _count_up(locked, changed, at=at)
        record("funding.application.edit", about=locked, by=by, at=at, detail={"n": len(changed)})
    # with a conflict open the page keeps its old version, so that nothing is overwritten unseen
    saved.version = version if saved.conflicts else locked.version
    for name, text in locked.kept_input.items():
        saved.errors.setdefault(name, _refusal(name, text))
    return saved


@transaction.atomic
def set_choices(
    *, application: Application, choices: Mapping[str, Any], by: Person, at: datetime
) -> Application:
    """Declarations, concept and the lay interpreters' concept: chosen, not typed."""
    locked = _editable(application, by=by, at=at)
    if "declarations" in choices:
        known = {each.code for each in guideline_of(locked).declarations}
        locked.declarations = sorted(known & set(choices["declarations"]))
    if "concept" in choices:
        adopted = locked.centre.concepts.in_force()
        locked.concept = (
            adopted.filter(pk=choices["concept"]).first() if choices["concept"] else None
        )
    if "lay_interpreter_concept" in choices:
        locked.lay_interpreter_concept = choices["lay_interpreter_concept"]
    _count_up(locked, choices, at=at)
    record(
        "funding.application.choose", about=locked, by=by, at=at, detail={"fields": sorted(choices)}
    )
    return locked


@transaction.atomic
def add_row(*, application: Application, table: str, by: Person, at: datetime) -> int:
    """Add an empty post or material item and return its number."""
    locked = _editable(application, by=by, at=at)
    rows = TABLES[table]._default_manager
    numbers = list(rows.filter(application=locked).values_list("number", flat=True))
    if len(numbers) >= MOST_ROWS:
        raise ApplicationRefused(f"Mehr als {MOST_ROWS} Zeilen sind nicht möglich.")
    number = max(numbers, default=0) + 1
    rows.create(application=locked, number=number)
    _count_up(locked, [f"{table}-{number}"], at=at)
    record(f"funding.application.add_{table}", about=locked, by=by, at=at, detail={"row": number})
    return number


@transaction.atomic
def remove_row(
    *, application: Application, table: str, number: int, by: Person, at: datetime
) -> None:
    """Remove a post or material item; what was typed in it goes with it."""
    locked = _editable(application, by=by, at=at)
    TABLES[table]._default_manager.filter(application=locked, number=number).delete()
    prefix = f"{table}-{number}-"
    locked.kept_input = {
        name: text for name, text in locked.kept_input.items() if not name.startswith(prefix)
    }
    _count_up(locked, [f"{table}-{number}"], at=at)
    record(
        f"funding.application.remove_{table}", about=locked, by=by, at=at, detail={"row": number}
    )


@transaction.atomic
def advise(*, application: Application, text: str, by: Person, at: datetime) -> Advice:
    """The coordinating office comments on a submitted case."""
    check(by, may.ADVISE, application, on=at.date())
    if not text.strip():
        raise ApplicationRefused("Bitte schreiben Sie Ihren Hinweis in das Feld.")
    advice = Advice.objects.create(application=application, text=text.strip(), by=by, at=at)
    record("funding.application.advise", about=application, by=by, at=at)
    return advice


@transaction.atomic
def answer_query(*, query: Query, answer: str, by: Person, at: datetime) -> Query:
    """The applicant's side answers one question; it goes out with the step „Antwort einreichen“."""
    locked = _editable(query.application, by=by, at=at)
    if not answer.strip():
        raise ApplicationRefused("Bitte schreiben Sie Ihre Antwort in das Feld.")
    query.answer, query.answered_by, query.answered_at = answer.strip(), by, at
    query.save(update_fields=["answer", "answered_by", "answered_at"])
    record("funding.query.answer", about=locked, by=by, at=at, detail={"query": query.pk})
    return query


def _editable(application: Application, *, by: Person, at: datetime) -> Application:
    """The locked row, or a refusal that says why it cannot be changed now."""
    locked = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    check(by, may.EDIT, locked, on=at.date())
    if not locked.is_editable:
        raise ApplicationRefused(
            f"Der Antrag ist nicht mehr bearbeitbar: Stand „{locked.get_status_display()}“. "
            "Ihre Eingaben stehen noch auf dieser Seite."
        )
    return locked


def _keep(
    application: Application,
    rows: dict[tuple[str, int], draft_fields.Row],
    name: str,
    text: str,
    saved: Saved,
) -> None:
    """Put one field where it belongs: its column, or the kept input beside its error."""
    found = draft_fields.field_of(name)
    if found is None:
        return
    table, number, column = found
    if (table, number) not in rows:
        rows[(table, number)] = (
            application if table == "case" else getattr(application, table).get(number=number)
        )
    application.kept_input.pop(name, None)
    value = column.empty
    if text:
        try:
            value = column.read(text)
        except (draft_fields.InputRefused, AmountRefused, DayRefused) as refusal:
            application.kept_input[name] = text[:500]
            saved.errors[name] = str(refusal)
    setattr(rows[(table, number)], column.column, value)


def _refusal(name: str, text: str) -> str:
    found = draft_fields.field_of(name)
    try:
        if found is not None:
            found[2].read(text)
    except (draft_fields.InputRefused, AmountRefused, DayRefused) as refusal:
        return str(refusal)
    return "Bitte prüfen Sie diese Angabe."


def _count_up(application: Application, changed: Any, *, at: datetime) -> None:
    application.version += 1
    application.field_versions |= dict.fromkeys(changed, application.version)
    application.changed_at = at
    application.save()
