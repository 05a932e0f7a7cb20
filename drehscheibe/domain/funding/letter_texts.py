"""From a case to what its letters say: names as of the day, amounts with their rule."""

from datetime import date, datetime
from decimal import Decimal

from drehscheibe.domain.funding.courts import court_for
from drehscheibe.domain.funding.facts import applicant_kind, grant_of, guideline_of
from drehscheibe.domain.funding.guideline import Guideline as Version
from drehscheibe.domain.funding.letter_parties import carrier_party, centre_party, party_of
from drehscheibe.domain.funding.letters import (
    ApplicationData,
    Concept,
    Declaration,
    Guideline,
    MoneyLine,
    NoticeData,
    Payout,
    PostLine,
    notice,
)
from drehscheibe.domain.funding.models import Application, Decision
from drehscheibe.domain.funding.staffing_grant import Grant
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.documents.selectors import latest
from drehscheibe.kernel.organisations.models import Organisation

VOLUNTEERING = "Ehrenamt und Väterarbeit"


def application_letter(application: Application, *, at: datetime) -> ApplicationData:
    """The application as it is handed in at this moment."""
    day = day_of(at)
    version, grant = guideline_of(application), grant_of(application)
    sender = centre_party(application.centre, day)
    return ApplicationData(
        number=application.number,
        dated_on=day,
        version=_next_version(application.letter_series),
        sender=sender,
        authority=party_of(application.authority, day),
        carrier=sender.name,
        carrier_kind=applicant_kind(application).label,
        centre=str(application.centre),
        fiscal_year=application.fiscal_year,
        period_from=date(application.fiscal_year, 1, 1),
        period_to=date(application.fiscal_year, 12, 31),
        guideline=_cited(version),
        concept=_concept(application),
        posts=_posts(application, grant),
        head_share=application.head_share,
        deputy_share=application.deputy_share,
        seconded_teachers=application.seconded_teachers,
        material=tuple(
            MoneyLine(label=item.label or item.get_kind_display(), asked=item.amount or Decimal(0))
            for item in application.material.all()
        ),
        lay_interpreter_concept=str(application.lay_interpreter_concept or ""),
        plan=_lines(version, grant),
        declarations=tuple(
            Declaration(code=each.code, text=each.text, given=each.code in application.declarations)
            for each in version.declarations
        ),
    )


def hints_before_signing(
    application: Application, decision: Decision, *, on: date
) -> tuple[str, ...]:
    """What the approver should know of a notice signed on this day: gaps, unconfirmed wording."""
    return notice(notice_letter(application, decision, on=on)).hints


def notice_letter(
    application: Application, decision: Decision, *, on: date | None = None
) -> NoticeData:
    """The notice on the day of the decision; ministries and authority as they were named then.

    `on` stands for that day while nobody has decided yet.
    """
    day = decision.decided_on or on or day_of(application.created_at)
    version, grant = guideline_of(application), grant_of(application)
    granted = {
        "Personalausgaben": decision.staff,
        "Sachausgaben": decision.material,
        "KOMM-AN NRW, Teil I": decision.komm_an,
        VOLUNTEERING: decision.volunteering,
    }
    first, last = date(application.fiscal_year, 1, 1), date(application.fiscal_year, 12, 31)
    addressee = carrier_party(application.centre, day)
    return NoticeData(
        number=application.number,
        dated_on=day,
        version=_next_version(application.notice_series),
        outcome="grant" if decision.outcome == "grant" else "reject",
        authority=party_of(application.authority, day),
        ministries=tuple(
            ministry.name_on(day)
            for ministry in Organisation.objects.filter(kind=Organisation.Kind.MINISTRY)
        ),
        addressee=addressee,
        clerk=str(decision.prepared_by),
        signed_by=str(decision.decided_by or ""),
        carrier=addressee.name,
        centre=str(application.centre),
        fiscal_year=application.fiscal_year,
        applied_on=application.submitted_on or day,
        period_from=first,
        period_to=last,
        lines=tuple(
            MoneyLine(
                label=line.label,
                asked=line.asked,
                granted=granted[line.label],
                basis=line.basis,
                confirmed=line.confirmed,
            )
            for line in _lines(version, grant)
        ),
        posts=_posts(application, grant),
        reason=decision.reason,
        guideline=_cited(version),
        conditions=tuple(each.text for each in version.conditions),
        payouts=tuple(Payout(day=each) for each in version.payout_days(application.fiscal_year)),
        court=court_for(application.centre.key),
    )


def _next_version(series: str) -> int:
    known = latest(series)
    return known.version + 1 if known is not None else 1


def _cited(version: Version) -> Guideline:
    return Guideline(
        title=version.title,
        dated_on=version.dated_on,
        publication=version.publication,
        legal_basis=version.legal_basis.value,
        financing_type=version.financing_type.value,
        open_points=version.open_points,
        confirmed=version.confirmed,
    )


def _concept(application: Application) -> Concept | None:
    concept = application.concept
    if concept is None:
        return None
    return Concept(
        title=concept.title,
        decided_by=concept.get_body_display(),
        decided_on=concept.decided_on,
        paper_number=concept.paper_number,
        updated_on=concept.updated_on,
        municipalities_agreed_on=concept.municipalities_agreed_on,
    )


def _posts(application: Application, grant: Grant) -> tuple[PostLine, ...]:
    amounts = {amount.number: amount for amount in grant.posts}
    lines = []
    for post in application.posts.all():
        amount = amounts[post.number]
        until = f" bis {post.filled_to:%d.%m.%Y}" if post.filled_to else ""
        lines.append(
            PostLine(
                number=post.number,
                category=post.get_category_display(),
                share=post.share,
                filled=f"ab {post.filled_from:%d.%m.%Y}{until}" if post.filled_from else "",
                qualification=post.get_qualification_display(),
                expected=post.expected_cost,
                basis=amount.derivation,
                eligible=amount.amount,
                confirmed=amount.confirmed,
            )
        )
    return tuple(lines)


def _lines(version: Version, grant: Grant) -> tuple[MoneyLine, ...]:
    """The finance plan's lines: staff, material, and what else the version has."""
    lines = [
        MoneyLine(
            label="Personalausgaben",
            asked=grant.staff,
            basis="je Stelle nach Stellenplan",
            confirmed=all(post.confirmed for post in grant.posts),
        ),
        MoneyLine(
            label="Sachausgaben",
            asked=grant.material,
            basis=version.material_maximum.basis,
            confirmed=version.material_maximum.confirmed,
        ),
    ]
    if version.komm_an_part_one is not None:
        lines.append(
            MoneyLine(
                label="KOMM-AN NRW, Teil I",
                asked=grant.komm_an,
                basis=version.komm_an_part_one.rate.basis,
                confirmed=version.komm_an_part_one.rate.confirmed,
            )
        )
    if version.volunteering_maximum is not None:
        lines.append(
            MoneyLine(
                label=VOLUNTEERING,
                asked=grant.volunteering,
                basis=version.volunteering_maximum.basis,
                confirmed=version.volunteering_maximum.confirmed,
            )
        )
    return tuple(lines)
