"""Years of own funding beyond the grant: closed, reclaimed, heard, under check, to be proved.

Each year is one transaction and stays when it is there, so that a load that broke off goes on.
"""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.funding import decisions
from drehscheibe.domain.funding.models import Application, PaymentCall, ProofOfUse
from drehscheibe.domain.funding.payout import actions as payout
from drehscheibe.domain.funding.proof import actions, drafting
from drehscheibe.domain.funding.reclaim import actions as reclaims
from drehscheibe.domain.funding.reclaim import repayments
from drehscheibe.domain.funding.reclaim.terms import (
    HearingTerms,
    NoticeTerms,
    proposed_due_on,
    proposed_hearing_until,
)
from drehscheibe.domain.payments import runs
from drehscheibe.doors.console import demo_money
from drehscheibe.doors.console.demo_accounts import accounts
from drehscheibe.doors.console.demo_days import Days, moment
from drehscheibe.doors.console.demo_people import COLOGNE, DUESSELDORF, WARENDORF, People
from drehscheibe.doors.console.demonstration import APPROVER, OFFICER, concept, granted_year
from drehscheibe.kernel.calendar.moments import day_of

EXAMPLE_8 = ("61.000,00", "58.200,00", "57.000,00", "49.400,00", "40.100,00", "24.000,00")
"""What the posts of a Stadt cost; 307,500 euro were paid, 283,000 are eligible (funding.md)."""
WITH_FINDINGS = (
    "59.800,00", "24.600,00", "57.000,00", "21.400,00", "56.300,00", "22.900,00", "19.500,00"
)  # fmt: skip
"""One post above its cap, one suspiciously cheap; post 2 stands twice, beside its vacancy."""
ALL_YEAR = "01.01."
FIRST_QUARTER = "Stelle 5 war bis Ende März frei, Stellen 1, 2 und 6 lagen über der Grenze."


def years(cast: People, days: Days) -> None:
    """All of them, those that are there already left as they are."""
    for arrange in ARRANGED:
        with transaction.atomic():
            arrange(cast, days)


def _known(key: str, year: int) -> Application | None:
    return Application.objects.filter(centre__key=key, fiscal_year=year).first()


def closed_year(cast: People, days: Days) -> None:
    """Warendorf 2023: proved in time, nothing to repay, closed; its papers are kept."""
    case = _known(WARENDORF, 2023)
    if case is None or case.proof.submitted_on is not None:
        return
    costs = [f"{(post.share or 0) * 58_500:.0f}" for post in case.posts.all()]
    proof = _proved(cast, case, "warendorf", costs, at=moment(2024, 3, 14))
    _checked(cast, proof, proof.eligible, at=moment(2024, 4, 18))
    actions.close(proof=proof, by=cast[APPROVER], at=moment(2024, 5, 2))


def reclaimed_year(cast: People, days: Days) -> None:
    """Köln 2023 is example 8: 24,500 claimed back, 10,000 of them have come in, interest runs."""
    if _known(COLOGNE, 2023):
        return
    case = _final(cast, COLOGNE, "koeln", 2023, filled_from=ALL_YEAR)
    vacant = (date(2023, 1, 1), date(2023, 3, 31))
    _vacancy(cast, case, 5, vacant, at=moment(2023, 4, 5))
    _half_and_half(cast, case, "koeln")
    proof = _proved(cast, case, "koeln", EXAMPLE_8, at=moment(2024, 3, 28))
    _checked(cast, proof, proof.eligible, at=days.ago(150))
    terms = _claim(proof, heard_at=days.ago(149))
    reclaims.begin_hearing(proof=proof, terms=terms, by=cast[OFFICER], at=days.ago(149))
    reclaims.answer_hearing(
        proof=proof, text="Die Stelle ließ sich nicht früher besetzen. Wir zahlen in zwei Raten.",
        by=cast["traeger@koeln.example"], at=days.ago(130),
    )  # fmt: skip
    noticed = days.ago(90)
    reclaims.prepare_notice(
        proof=proof,
        terms=NoticeTerms(
            principal=terms.principal, reason=terms.reason, arises_on=terms.arises_on,
            due_on=proposed_due_on(day_of(noticed)),
        ),
        by=cast[OFFICER], at=noticed,
    )  # fmt: skip
    reclaims.sign_notice(proof=proof, by=cast[APPROVER], at=noticed.replace(hour=14))
    received = days.ago(62)
    repayments.enter_repayment(
        proof=proof, received_on=day_of(received), amount=Decimal(10_000),
        reference="KZ 0417", by=cast[OFFICER], at=received,
    )  # fmt: skip


def heard_year(cast: People, days: Days) -> None:
    """Köln 2024: checked lately, the carrier may still say what it thinks of the claim."""
    if _known(COLOGNE, 2024):
        return
    case = _final(cast, COLOGNE, "koeln", 2024, filled_from=ALL_YEAR)
    called_at, due_on = demo_money.halves(2024)[1]
    call = _whole(cast, case, due_on, "koeln", at=called_at)
    demo_money.pay(cast, [call], at=called_at.replace(hour=14))
    costs = ("57.400,00", "57.000,00", "52.750,00", "57.000,00", "57.000,00", "22.500,00")
    proof = _proved(cast, case, "koeln", costs, at=moment(2025, 3, 26))
    _checked(cast, proof, proof.eligible, at=days.ago(13))
    at = days.ago(12)
    reclaims.begin_hearing(proof=proof, terms=_claim(proof, heard_at=at), by=cast[OFFICER], at=at)


def last_year(cast: People, days: Days) -> None:
    """The year before the running one: Köln's proof waits for its check, Warendorf still writes."""
    year = days.running - 1
    if _known(COLOGNE, year) or _known(WARENDORF, year):
        return
    city = _final(cast, COLOGNE, "koeln", year, filled_from=ALL_YEAR)
    county = _final(cast, WARENDORF, "warendorf", year)
    _vacancy(cast, city, 2, (date(year, 6, 1), date(year, 8, 31)), at=moment(year, 7, 6))
    called_at, due_on = demo_money.halves(year)[1]
    calls = [
        _whole(cast, case, due_on, side, at=called_at)
        for case, side in ((city, "koeln"), (county, "warendorf"))
    ]
    demo_money.pay(cast, calls, at=called_at.replace(hour=14))
    _proved(cast, city, "koeln", WITH_FINDINGS, at=moment(year + 1, 3, 30))
    _begun(cast, county, days)


def callable_year(cast: People, days: Days) -> None:
    """Warendorf in the running year: the notice came late and is final, nothing is called yet."""
    if _known(WARENDORF, days.running):
        return
    _final(cast, WARENDORF, "warendorf", days.running, decided=days.ago(45))


def year_to_release(cast: People, days: Days) -> None:
    """Düsseldorf's first call: checked, released and in a run that waits for a second person."""
    if _known(DUESSELDORF, days.running):
        return
    year, carrier = days.running, "traeger@duesseldorf.example"
    concept(Centre.objects.get(key=DUESSELDORF), cast["leitung@duesseldorf.example"])
    accounts(cast, at=moment(2022, 9, 1))
    case = _final(cast, DUESSELDORF, "duesseldorf", year)
    call = demo_money.called(cast, case, date(year, 10, 1), carrier=carrier, at=days.ago(9))
    order = demo_money.ordered(cast, call, at=days.ago(8))
    run = runs.start_run(
        payer=order.payer, orders=[order.pk], execution_on=days.ahead(14), by=cast[OFFICER],
        at=days.ago(7),
    )  # fmt: skip
    runs.prepare(run=run, by=cast[OFFICER], at=days.ago(7))


ARRANGED: tuple[Callable[[People, Days], None], ...] = (
    closed_year, reclaimed_year, heard_year, last_year, callable_year, year_to_release,
)  # fmt: skip


def _final(
    cast: People,
    key: str,
    side: str,
    year: int,
    *,
    filled_from: str = "01.04.",
    decided: datetime | None = None,
) -> Application:
    signed = decided or moment(year, 3, 24)
    case = granted_year(cast, key, side, year, decided=signed, filled_from=filled_from)
    final = decisions.finalise(application=case, by=cast[OFFICER], at=signed.replace(hour=15))
    return Application.objects.get(pk=final.pk)


def _vacancy(
    cast: People, case: Application, number: int, vacant: tuple[date, date], *, at: datetime
) -> None:
    """Köln reports a vacancy, late; the authority has noted it."""
    demo_money.report_vacancy(cast, case, number, vacant, by="leitung@koeln.example", at=at)
    change = case.changes.get()
    payout.end_change(change=change, step="note", by=cast[OFFICER], at=at.replace(hour=15))


def _whole(
    cast: People, case: Application, due_on: date, side: str, *, at: datetime
) -> PaymentCall:
    """The whole grant in one call."""
    amounts, carrier = {"staff": case.granted or Decimal(0)}, f"traeger@{side}.example"
    return demo_money.call_for(cast, case, amounts, due_on, carrier=carrier, at=at)


def _half_and_half(cast: People, case: Application, side: str) -> None:
    """The whole grant in two halves, whatever was reported."""
    half = (case.granted or Decimal(0)) / 2
    for call_at, due_on in demo_money.halves(case.fiscal_year):
        call = demo_money.call_for(
            cast, case, {"staff": half}, due_on, carrier=f"traeger@{side}.example", at=call_at
        )
        demo_money.pay(cast, [call], at=call_at.replace(hour=14))


def _typed(costs: "list[str] | tuple[str, ...]") -> dict[str, str]:
    return {f"posts-{number}-actual_cost": cost for number, cost in enumerate(costs, start=1)}


def _proved(
    cast: People,
    case: Application,
    side: str,
    costs: "list[str] | tuple[str, ...]",
    *,
    at: datetime,
) -> ProofOfUse:
    """Typed by the specialist, handed in by the carrier."""
    specialist, proof = cast[f"fachkraft@{side}.example"], case.proof
    typed = _typed(costs) | {"income": "0", "survey_confirmed_on": f"15.02.{day_of(at).year}"}
    drafting.save_proof(proof=proof, typed=typed, version=1, by=specialist, at=at)
    choices = {"confirmed_necessary": True}
    drafting.set_choices(proof=proof, choices=choices, by=specialist, at=at)
    return actions.submit(proof=proof, by=cast[f"traeger@{side}.example"], at=at)


def _checked(cast: People, proof: ProofOfUse, accepted: Decimal | None, *, at: datetime) -> None:
    actions.check_proof(
        proof=proof, note="Sachlich und rechnerisch richtig.", accepted=accepted or Decimal(0),
        by=cast[OFFICER], at=at,
    )  # fmt: skip
    proof.refresh_from_db()


def _claim(proof: ProofOfUse, *, heard_at: datetime) -> HearingTerms:
    """All that was paid beyond what is accepted, with interest from the end of the year."""
    return HearingTerms(
        principal=(proof.paid or Decimal(0)) - (proof.accepted or Decimal(0)),
        reason=FIRST_QUARTER if proof.application.fiscal_year == 2023 else
        "Die Ausgaben lagen unter dem, was gezahlt wurde.",
        known_on=day_of(heard_at),
        arises_on=date(proof.application.fiscal_year + 1, 1, 1),
        hearing_until=proposed_hearing_until(day_of(heard_at)),
    )  # fmt: skip


def _begun(cast: People, case: Application, days: Days) -> None:
    """Two posts are typed, the rest is still to come."""
    drafting.save_proof(
        proof=case.proof, typed=_typed(["41.250,00", "56.870,50"]), version=1,
        by=cast["fachkraft@warendorf.example"], at=days.ago(3),
    )  # fmt: skip
