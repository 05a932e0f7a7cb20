"""A signed report, one being written and a dialogue, for the addresses that lead to them."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.controlling.dialogues import acting
from drehscheibe.domain.controlling.dialogues import permissions as talks
from drehscheibe.domain.controlling.models import AnnualReport, GoalPeriod, Indicator, Value
from drehscheibe.domain.controlling.reports.beginning import begin_report
from drehscheibe.domain.controlling.reports.council import Wording, save_council_report
from drehscheibe.domain.controlling.reports.facts import standing_of
from drehscheibe.domain.controlling.reports.signing import sign_report
from drehscheibe.domain.controlling.reports.workflow import REPORT
from drehscheibe.domain.controlling.reports.writing import save_report
from drehscheibe.doors.console.demonstration import WARENDORF
from drehscheibe.kernel.people.models import Person
from tests.domain.controlling.stories import Story
from tests.routes import Sample

YEAR = 2019
PLAIN = ("ask", "review")


def samples_of_reports(cast: dict[str, Person], *, at: datetime) -> dict[str, list[Sample]]:
    """Warendorf signed 2019 and talks about it, and writes 2020."""
    side = Story(
        centre=Centre.objects.get(key=WARENDORF),
        specialist=cast["fachkraft@warendorf.example"],
        head=cast["leitung@warendorf.example"],
        adviser=cast["beratung@koordinierung.example"],
        integration=cast["integration@ministerium.example"],
        school=cast["schule@ministerium.example"],
    )
    signed, draft = _reports(side, side.agreed(at=at, goals=2, year=YEAR))
    dialogue = acting.prepare_dialogue(report=signed, by=side.adviser, at=at)
    acting.appoint(
        dialogue=dialogue, starts_at=at + timedelta(days=9), place="", by=side.adviser, at=at
    )
    owner, due_on = side.centre.organisation, date(2030, 1, 1)
    agreement = acting.Agreement("Vereine ansprechen", owner, due_on)
    step = acting.agree_step(dialogue=dialogue, agreement=agreement, by=side.adviser, at=at)
    wording = Wording("Bericht an den Kreistag", goals=(1, 2), parts=("lines",))
    save_council_report(report=signed, wording=wording, seen=0, by=side.specialist, at=at)
    space, one = "staff:controlling:", {"pk": signed.pk, "number": 1}
    of_draft = ("report_edit", "report_detail", "report_sign")
    of_dialogue = (
        "dialogue_detail", "dialogue_edit", "dialogue_appoint", "dialogue_calendar", "step_agree",
    )  # fmt: skip
    return {
        **{f"{space}{page}": [Sample({"pk": draft.pk}, draft)] for page in of_draft},
        f"{space}report_step": [
            Sample({"pk": signed.pk, "step": name}, signed, (REPORT.by_name[name].permission,))
            for name in PLAIN
        ],
        f"{space}report_version": [Sample(one, signed)],
        f"{space}report_file": [
            Sample({**one, "ending": ending}, signed) for ending in ("pdf", "json")
        ],
        f"{space}council_report": [Sample({"pk": signed.pk}, signed)],
        f"{space}council_file": [Sample({**one, "ending": "pdf"}, signed)],
        f"{space}dialogue_prepare": [Sample({"pk": signed.pk}, signed)],
        **{f"{space}{page}": [Sample({"pk": dialogue.pk}, dialogue)] for page in of_dialogue},
        f"{space}dialogue_step": [
            Sample({"pk": dialogue.pk, "step": "cancel"}, dialogue, talks.WRITING)
        ],
        f"{space}step_finish": [
            Sample({"pk": dialogue.pk, "number": step.number}, dialogue)
        ],
    }  # fmt: skip


def _reports(side: Story, period: GoalPeriod) -> tuple[AnnualReport, AnnualReport]:
    then = datetime(YEAR + 1, 3, 2, 10, tzinfo=period.created_at.tzinfo)
    for indicator in Indicator.objects.filter(goal__period=period):
        Value.objects.create(
            indicator=indicator, centre=side.centre, starts_on=date(YEAR, 1, 1),
            ends_on=date(YEAR, 12, 31), role="actual", amount=Decimal(8),
            entered_by=side.specialist, entered_at=then,
        )  # fmt: skip
    signed = begin_report(period=period, year=YEAR, by=side.specialist, at=then)
    typed = {"summary": "Ein gutes Jahr."}
    for number in (1, 2):
        typed[f"goals-{number}-degree"] = "reached"
        typed[f"goals-{number}-reason"] = "Acht Vereine öffneten sich."
    save_report(report=signed, typed=typed, seen=1, by=side.specialist, at=then)
    seen = standing_of(signed, at=then).seen
    sign_report(report=signed, seen=seen, by=side.head, at=then)
    signed.refresh_from_db()
    return signed, begin_report(period=period, year=YEAR + 1, by=side.specialist, at=then)
