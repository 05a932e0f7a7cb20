"""What a report knows by itself: days that count, versions in force, given-up goals, councils."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.controlling.goals import submitting
from drehscheibe.domain.controlling.models import AnnualReport, CouncilReport, Indicator
from drehscheibe.domain.controlling.papers.council_paper import PARTS, council_paper
from drehscheibe.domain.controlling.papers.pdf import paper_pdf
from drehscheibe.domain.controlling.refusals import ControllingRefused
from drehscheibe.domain.controlling.reports.beginning import begin_report
from drehscheibe.domain.controlling.reports.content import Content
from drehscheibe.domain.controlling.reports.council import Wording, save_council_report
from drehscheibe.domain.controlling.reports.facts import standing_of
from tests.domain.controlling.report_stories import AFTER_THE_YEAR, begun, counted, did, signed
from tests.domain.controlling.stories import story
from tests.domain.funding.pdf_text import text_of

pytestmark = pytest.mark.django_db
JUNE = datetime(2023, 6, 15, 12, 0, tzinfo=AFTER_THE_YEAR.tzinfo)


def content(report: AnnualReport) -> Content:
    """What it would say now."""
    fresh = AnnualReport.objects.select_related("period", "centre__carrier").get(pk=report.pk)
    return standing_of(fresh, at=AFTER_THE_YEAR).content


def test_a_centre_founded_in_mid_year_counts_its_own_days(noon: datetime) -> None:
    """Bad input of the issue: only days on which the centre existed count."""
    people = story()
    report = begun(people, noon=noon)
    for day in (date(2023, 6, 30), date(2023, 7, 1), date(2023, 11, 2)):
        did(people, None, on=day)
    assert content(report)["without_goal"]["count"] == 3
    Centre.objects.filter(pk=people.centre.pk).update(known_since=date(2023, 7, 1))
    now = content(report)
    assert now["days"]["first"] == "2023-07-01"
    assert "vom 01.07.2023 bis 31.12.2023" in now["days"]["why"]
    assert now["without_goal"]["count"] == 2


def test_a_centre_merged_in_mid_year_counts_until_then(noon: datetime) -> None:
    people = story()
    report = begun(people, noon=noon)
    for day in (date(2023, 6, 30), date(2023, 11, 2)):
        did(people, None, on=day)
    Centre.objects.filter(pk=people.centre.pk).update(valid_to=date(2023, 9, 30))
    now = content(report)
    assert now["days"]["last"] == "2023-09-30"
    assert now["without_goal"]["count"] == 1


def test_a_goal_agreed_in_mid_year_is_judged_from_then(noon: datetime) -> None:
    people = story()
    period = people.submitted(at=noon, goals=2)
    early, late = period.goals.all()
    for ministry in ("integration", "school"):
        people.say(early, ministry, at=noon)
        people.say(late, ministry, at=JUNE)
    report = begin_report(period=period, year=2023, by=people.specialist, at=AFTER_THE_YEAR)
    assert [goal["since"] for goal in content(report)["goals"]] == ["", "2023-06-15"]


def test_a_goal_given_up_stands_in_the_report_with_its_reason(noon: datetime) -> None:
    people = story()
    period = people.submitted(at=noon, goals=2)
    kept, dropped = period.goals.all()
    for ministry in ("integration", "school"):
        people.say(kept, ministry, at=noon)
    people.say(dropped, "school", at=noon, change="Bitte streichen.")
    dropped.refresh_from_db()
    submitting.drop_goal(goal=dropped, reason="Träger fehlt.", by=people.head, at=noon)
    report = begin_report(period=period, year=2023, by=people.specialist, at=AFTER_THE_YEAR)
    now = content(report)
    assert [goal["number"] for goal in now["goals"]] == [kept.number]
    assert now["dropped"] == [
        {"number": dropped.number, "title": "Ziel Nummer 2", "reason": "Träger fehlt."}
    ]


def test_the_version_in_force_is_named(noon: datetime) -> None:
    people = story()
    report = begun(people, noon=noon, goals=1)
    goal = report.period.goals.get()
    submitting.begin_change(goal=goal, reason="Größer.", by=people.head, at=JUNE)
    goal.refresh_from_db()
    submitting.submit_goal(goal=goal, by=people.head, at=JUNE)
    assert content(report)["goals"][0]["version"] == 1  # the second is not agreed yet
    for ministry in ("integration", "school"):
        goal.refresh_from_db()
        people.say(goal, ministry, at=JUNE + timedelta(days=3))
    named = content(report)["goals"][0]
    assert (named["version"], named["since"]) == (2, "")  # the goal itself stands since September


def test_activities_are_grouped_by_goal(noon: datetime) -> None:
    people = story()
    report = begun(people, noon=noon, goals=2)
    one, two = report.period.goals.all()
    did(people, one, on=date(2023, 3, 1), people_reached=12)
    did(people, one, on=date(2023, 4, 1), people_reached=8)
    did(people, two, on=date(2023, 4, 2), people_reached=5)
    did(people, None, on=date(2024, 1, 2))  # another year
    now = content(report)
    found = [(g["done"]["count"], g["done"]["participants"]) for g in now["goals"]]
    assert found == [(2, 20), (1, 5)]
    assert now["without_goal"]["count"] == 0


def test_the_council_reads_the_signed_figures_in_own_words(noon: datetime) -> None:
    people = story()
    version = signed(people, noon=noon)
    report = version.report
    for indicator in Indicator.objects.filter(goal__period=report.period):
        indicator.values.filter(role="actual").delete()
        counted(people, indicator, 999, at=AFTER_THE_YEAR)  # after the signature
    wording = Wording(
        "Integration in Zahlen", "Kreistag", "Sehr geehrte Damen und Herren", "Danke.",
        goals=(2,), parts=tuple(PARTS),
    )  # fmt: skip
    made = save_council_report(
        report=report, wording=wording, seen=0, by=people.specialist, at=AFTER_THE_YEAR
    )
    text = " ".join(text_of(paper_pdf(council_paper(made), issued_at=made.made_at)))
    for said in ("Integration in Zahlen", "Kreistag", "Danke.", "Ziel Nummer 2", "Ist 8 Vereine"):
        assert said in text, said
    for unsaid in ("Ziel Nummer 1", "999"):
        assert unsaid not in text, unsaid


def test_versions_for_the_council_are_kept_and_the_centres_own(noon: datetime) -> None:
    people = story()
    report = signed(people, noon=noon).report
    first = Wording("Bericht", parts=("lines",), goals=(1,))
    second = Wording("Bericht, kürzer", parts=("figures",))
    by, at = people.specialist, AFTER_THE_YEAR
    one = save_council_report(report=report, wording=first, seen=0, by=by, at=at)
    assert save_council_report(report=report, wording=first, seen=0, by=by, at=at) == one
    with pytest.raises(ControllingRefused, match="Inzwischen gibt es Fassung 1"):
        save_council_report(report=report, wording=second, seen=0, by=by, at=at)
    two = save_council_report(report=report, wording=second, seen=1, by=by, at=at)
    assert (two.number, CouncilReport.objects.count()) == (2, 2)
    with pytest.raises(DatabaseError), transaction.atomic():
        CouncilReport.objects.filter(pk=one.pk).update(title="Anders")
    for person in (people.adviser, people.integration):
        with pytest.raises(PermissionDenied):
            save_council_report(report=report, wording=second, seen=2, by=person, at=at)
