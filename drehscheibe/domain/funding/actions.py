"""Writing about a case: begin it, advise on it, answer the authority's query."""

from datetime import datetime

from django.db import IntegrityError, transaction

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.funding import draft_fields
from drehscheibe.domain.funding import permissions as may
from drehscheibe.domain.funding.drafting import editable
from drehscheibe.domain.funding.facts import applicant_kind
from drehscheibe.domain.funding.guideline_files import guideline_for
from drehscheibe.domain.funding.models import (
    Advice,
    Application,
    FundedPost,
    Query,
)
from drehscheibe.domain.funding.refusals import ApplicationRefused
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import check


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
    check(by, may.EDIT, application, on=day_of(at))
    rows = draft_fields.default_posts(guideline, applicant_kind(application), fiscal_year)
    FundedPost.objects.bulk_create(
        FundedPost(application=application, number=number, **row)
        for number, row in enumerate(rows, start=1)
    )
    record("funding.application.start", about=application, by=by, at=at)
    return application


@transaction.atomic
def advise(*, application: Application, text: str, by: Person, at: datetime) -> Advice:
    """The coordinating office comments on a submitted case."""
    check(by, may.ADVISE, application, on=day_of(at))
    if not text.strip():
        raise ApplicationRefused("Bitte schreiben Sie Ihren Hinweis in das Feld.")
    advice = Advice.objects.create(application=application, text=text.strip(), by=by, at=at)
    record("funding.application.advise", about=application, by=by, at=at)
    return advice


@transaction.atomic
def answer_query(*, query: Query, answer: str, by: Person, at: datetime) -> Query:
    """The applicant's side answers one question; it goes out with the step „Antwort einreichen“."""
    locked = editable(query.application, by=by, at=at)
    if not answer.strip():
        raise ApplicationRefused("Bitte schreiben Sie Ihre Antwort in das Feld.")
    query.answer, query.answered_by, query.answered_at = answer.strip(), by, at
    query.save(update_fields=["answer", "answered_by", "answered_at"])
    record("funding.query.answer", about=locked, by=by, at=at, detail={"query": query.pk})
    return query
