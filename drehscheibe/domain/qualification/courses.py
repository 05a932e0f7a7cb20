"""Course templates and series once they exist: changed, no longer offered, named."""

from datetime import datetime

from django.db import transaction

from drehscheibe.domain.centres.models import FieldOfAction
from drehscheibe.domain.qualification import permissions as may
from drehscheibe.domain.qualification.models import CourseTemplate, EventSeries, QualificationKind
from drehscheibe.domain.qualification.preparing import TemplateFacts
from drehscheibe.domain.qualification.refusals import QualificationRefused
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import check, standing_for

PLAIN = ("code", "title", "units", "aims", "grants", "certificate_percent", "tier")
TAKEN = "Dieses Kürzel haben Sie schon vergeben."


@transaction.atomic
def change_template(
    *, template: CourseTemplate, facts: TemplateFacts, by: Person, at: datetime
) -> CourseTemplate:
    """Change a course for the events to come; those made from it stay as they are."""
    known = _locked(template, by, at)
    same = CourseTemplate.objects.filter(owner=known.owner_id, code=facts.code)
    if same.exclude(pk=known.pk).exists():
        raise QualificationRefused(TAKEN, "code")
    for name in PLAIN:
        setattr(known, name, getattr(facts, name))
    known.target_groups = list(facts.target_groups)
    known.save()
    known.fields_of_action.set(FieldOfAction.objects.filter(pk__in=facts.fields_of_action))
    known.requires.set(facts.requires)
    record("qualification.course_template.change", about=known, by=by, at=at)
    return known


@transaction.atomic
def end_template(*, template: CourseTemplate, by: Person, at: datetime) -> CourseTemplate:
    """No longer offered from today; events made from it stay."""
    known = _locked(template, by, at)
    if known.ended_on is None:
        known.ended_on = day_of(at)
        known.save(update_fields=["ended_on"])
        record("qualification.course_template.end", about=known, by=by, at=at)
    return known


def series_named(*, title: str, owner: Organisation) -> EventSeries | None:
    """The series of this name of the house, made when it is new; without a name none."""
    name = " ".join(title.split())
    if not name:
        return None
    known = EventSeries.objects.filter(owner=owner, title__iexact=name).first()
    return known or EventSeries.objects.create(owner=owner, title=name)


@transaction.atomic
def add_kind(
    *, label: str, code: str, months: int | None, multiplier: bool, by: Person, at: datetime
) -> QualificationKind:
    """A new kind of qualification, for all: whoever keeps courses may name it, once."""
    if not standing_for(by, on=day_of(at)).organisations_with(may.TEMPLATE_KEEP):
        raise QualificationRefused("Arten legt an, wer Kursvorlagen führt.")
    if QualificationKind.objects.filter(code=code).exists():
        raise QualificationRefused("Dieses Kürzel gibt es schon.", "code")
    made = QualificationKind.objects.create(
        code=code, label=" ".join(label.split()), months=months, multiplier=multiplier
    )
    record("qualification.qualification_kind.create", about=made, by=by, at=at)
    return made


def _locked(template: CourseTemplate, by: Person, at: datetime) -> CourseTemplate:
    check(by, may.TEMPLATE_KEEP, template, on=day_of(at))
    return CourseTemplate.objects.select_for_update(of=("self",)).get(pk=template.pk)
