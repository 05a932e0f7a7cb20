"""Somebody asks a machine for drafts of a page; a job does it (`translating`)."""

from datetime import datetime

from django.db import transaction

from drehscheibe.domain.guide import permissions as may
from drehscheibe.domain.guide.jobs import translate_page
from drehscheibe.domain.guide.machine import speaks
from drehscheibe.domain.guide.models import Edition, MachineRequest, Page
from drehscheibe.domain.guide.refusals import GuideRefused
from drehscheibe.domain.guide.translating import OFF, WRITABLE, untranslated
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import check


@transaction.atomic
def ask_machine(*, page: Page, language: str, by: Person, at: datetime) -> MachineRequest:
    """Let a job ask the machine. Raises `GuideRefused` while it is off or nothing is missing."""
    if not speaks(language):
        raise GuideRefused(OFF)
    edition, _ = Edition.objects.get_or_create(page=page, language=language)
    check(by, may.WRITE, edition, on=day_of(at))
    if edition.status not in WRITABLE:
        raise GuideRefused("Der Text liegt zur Prüfung oder ist zurückgezogen.")
    if not untranslated(page, language):
        raise GuideRefused("Hier fehlt nichts, was eine Maschine übersetzen dürfte.")
    request, _ = MachineRequest.objects.update_or_create(
        edition=edition,
        defaults={"asked_by": by, "asked_at": at, "done_at": None, "told": ""},
    )
    record("guide.machine.ask", about=edition, by=by, at=at)
    translate_page.defer(number=request.pk)
    return request
