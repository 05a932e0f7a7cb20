"""The head signs what was shown: one version, one checksum, the figures reported."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from drehscheibe.domain.controlling.goals.submitting import begin_change
from drehscheibe.domain.controlling.models import (
    AnnualReport,
    CatalogueEntry,
    IndicatorTerms,
    LockException,
    ReportVersion,
    SignedJudgement,
    Value,
)
from drehscheibe.domain.controlling.papers.report_parts import indicators_table
from drehscheibe.domain.controlling.papers.wording import comment_text
from drehscheibe.domain.controlling.refusals import ControllingRefused
from drehscheibe.domain.controlling.reports.answering import take_step
from drehscheibe.domain.controlling.reports.beginning import begin_report
from drehscheibe.domain.controlling.reports.content import fingerprint
from drehscheibe.domain.controlling.reports.facts import open_points
from drehscheibe.domain.controlling.reports.signing import sign_report
from drehscheibe.domain.controlling.reports.writing import save_report
from drehscheibe.domain.controlling.returns.unlocking import (
    Opening,
    end_exception,
    grant_exception,
)
from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.workflow.refusals import TransitionRefused
from tests.domain.controlling.report_stories import (
    AFTER_THE_YEAR,
    BERLIN,
    begun,
    did,
    judged,
    seen,
    signed,
    words,
)
from tests.domain.controlling.stories import Story, story

pytestmark = pytest.mark.django_db
LATER = AFTER_THE_YEAR + timedelta(days=20)
LOCKED = datetime(2026, 6, 1, 12, 0, tzinfo=BERLIN)
"""More than 550 days after the report of 2023 was due."""


def test_signing_freezes_what_was_shown(noon: datetime) -> None:
    people = story()
    report = judged(people, noon=noon)
    shown = seen(report)
    version = sign_report(report=report, seen=shown, by=people.head, at=AFTER_THE_YEAR)
    report.refresh_from_db()
    version.refresh_from_db()
    assert (report.status, version.number) == ("submitted", 1)
    assert version.sha256 == fingerprint(version.snapshot)
    assert version.snapshot["seen"] == shown
    assert [goal["judgement"]["degree"] for goal in version.snapshot["goals"]] == ["reached"] * 3
    assert SignedJudgement.objects.filter(version=version, degree="reached").count() == 3
    reported = Value.objects.filter(role="reported")
    assert set(reported.values_list("amount", "starts_on", "ends_on")) == {
        (Decimal(8), date(2023, 1, 1), date(2023, 12, 31))
    }
    assert reported.count() == 3
    mail = OutboxMail.objects.get(to=people.adviser.email, subject__contains="Jahresbericht")
    assert "Vereine" not in mail.text


def test_only_the_head_signs(noon: datetime) -> None:
    people = story()
    report = judged(people, noon=noon)
    for person in (people.specialist, people.adviser, people.integration):
        with pytest.raises(PermissionDenied):
            sign_report(report=report, seen=seen(report), by=person, at=AFTER_THE_YEAR)
    assert not ReportVersion.objects.exists()


def test_what_changed_meanwhile_is_not_signed(noon: datetime) -> None:
    people = story()
    report = judged(people, noon=noon)
    shown = seen(report)
    did(people, None, on=date(2023, 6, 1))
    with pytest.raises(ControllingRefused, match="etwas geändert"):
        sign_report(report=report, seen=shown, by=people.head, at=AFTER_THE_YEAR)
    version = sign_report(report=report, seen=seen(report), by=people.head, at=AFTER_THE_YEAR)
    assert version.number == 1


def test_the_same_press_twice_is_one_version(noon: datetime) -> None:
    people = story()
    report = judged(people, noon=noon)
    shown = seen(report)
    versions = [
        sign_report(report=report, seen=shown, by=people.head, at=AFTER_THE_YEAR) for _ in range(2)
    ]
    assert versions[0] == versions[1]
    assert ReportVersion.objects.count() == 1


def test_what_is_missing_hinders_the_signature_in_the_same_words(noon: datetime) -> None:
    people = story()
    report = begun(people, noon=noon)
    left = [each for each in open_points(report, at=AFTER_THE_YEAR) if each.blocks]
    assert {each.rule for each in left} == {"summary", "degree"}
    with pytest.raises(TransitionRefused) as refusal:
        sign_report(report=report, seen=seen(report), by=people.head, at=AFTER_THE_YEAR)
    assert left[0].message in str(refusal.value)


def test_partly_and_missed_need_a_next_step(noon: datetime) -> None:
    people = story()
    report = begun(people, noon=noon, goals=2)
    typed = words(2, "partly") | {"goals-1-next_step": "Im Frühjahr neu werben."}
    save_report(report=report, typed=typed, seen=1, by=people.specialist, at=AFTER_THE_YEAR)
    rules = [(each.rule, each.anchor) for each in open_points(report, at=AFTER_THE_YEAR)]
    assert rules == [("next_step", "goals-2-next_step")]


def outlier(noon: datetime) -> tuple[Story, AnnualReport, Value]:
    """A complete report, one value of which is far above the plan."""
    people = story()
    report = judged(people, noon=noon)
    value = Value.objects.filter(role="actual")[0]
    Value.objects.filter(pk=value.pk).update(amount=900)
    return people, report, value


def test_an_outlier_asks_for_a_comment_and_then_lets_go(noon: datetime) -> None:
    people, report, value = outlier(noon)
    asked = open_points(report, at=AFTER_THE_YEAR)
    assert asked[0].message.endswith("(Regel unbestätigt)")
    Value.objects.filter(pk=value.pk).update(comment="Ein Landesturnfest kam dazu.")
    assert open_points(report, at=AFTER_THE_YEAR) == ()
    version = sign_report(report=report, seen=seen(report), by=people.head, at=AFTER_THE_YEAR)
    reported = Value.objects.get(role="reported", indicator=value.indicator)
    assert (int(reported.amount), reported.comment) == (900, "Ein Landesturnfest kam dazu.")
    counted = version.snapshot["goals"][0]["indicators"][0]
    assert (counted["comment"], counted["unexplained"]) == ("Ein Landesturnfest kam dazu.", [])
    assert "nicht gegeben" not in comment_text(counted)


def test_without_its_comment_an_outlier_is_signed_and_the_report_says_so(noon: datetime) -> None:
    people, report, _ = outlier(noon)
    asked = open_points(report, at=AFTER_THE_YEAR)
    assert [each.blocks for each in asked] == [False] * len(asked)
    assert "Ohne Anmerkung steht im Bericht, dass sie fehlt." in asked[0].message
    before = seen(report)
    version = sign_report(report=report, seen=before, by=people.head, at=AFTER_THE_YEAR)
    counted = version.snapshot["goals"][0]["indicators"][0]
    assert len(counted["unexplained"]) == len(asked) > 0
    assert counted["unexplained"][0] in asked[0].message
    said = [cell for table in [indicators_table(version.snapshot["goals"][0])]
            for row in table.rows for cell in row]  # fmt: skip
    assert any("Eine Anmerkung dazu wurde nicht gegeben." in cell for cell in said)


def test_who_saw_no_outlier_does_not_sign_one(noon: datetime) -> None:
    """What is asked is part of what is signed: it came after the page was opened."""
    people = story()
    report = judged(people, noon=noon)
    before = seen(report)
    Value.objects.filter(role="actual").update(amount=900)
    with pytest.raises(ControllingRefused, match="geändert"):
        sign_report(report=report, seen=before, by=people.head, at=AFTER_THE_YEAR)


def test_head_and_author_the_same_person_says_why(noon: datetime) -> None:
    """Bad input of the issue: allowed, with a sentence that stands on the document."""
    people = story()
    report = judged(people, noon=noon)
    save_report(
        report=report, typed={"outlook": "Weiter so."}, seen=2, by=people.head, at=AFTER_THE_YEAR
    )
    with pytest.raises(ControllingRefused, match="warum") as refusal:
        sign_report(report=report, seen=seen(report), by=people.head, at=AFTER_THE_YEAR)
    assert refusal.value.field == "one_hand"
    version = sign_report(
        report=report, seen=seen(report), one_hand="Die Fachkraft ist in Elternzeit.",
        by=people.head, at=AFTER_THE_YEAR,
    )  # fmt: skip
    assert version.snapshot["signed"]["one_hand"] == "Die Fachkraft ist in Elternzeit."


def test_a_query_is_explained_or_answered_by_a_new_version(noon: datetime) -> None:
    people = story()
    first = signed(people, noon=noon)
    report = first.report
    with pytest.raises(TransitionRefused, match="Begründung"):
        take_step(report=report, step="ask", by=people.adviser, at=LATER)
    take_step(report=report, step="ask", reason="Welche Vereine?", by=people.adviser, at=LATER)
    assert OutboxMail.objects.filter(to=people.head.email, subject__contains="Rückfrage").exists()
    take_step(report=report, step="explain", reason="Die acht.", by=people.head, at=LATER)
    take_step(report=report, step="ask", reason="Stimmt 8?", by=people.adviser, at=LATER)
    Value.objects.filter(role="actual").update(amount=9)
    typed = {"reason": "Ein Verein fehlte."}
    save_report(report=report, typed=typed, seen=2, by=people.specialist, at=LATER)
    second = sign_report(report=report, seen=seen(report, LATER), by=people.head, at=LATER)
    report.refresh_from_db()
    assert (report.status, second.number, second.reason) == ("submitted", 2, "Ein Verein fehlte.")
    assert set(Value.objects.filter(role="reported").values_list("amount", flat=True)) == {9}
    first.refresh_from_db()
    assert first.snapshot["goals"][0]["indicators"][0]["actual"]["amount"] == "8"
    take_step(report=report, step="review", by=people.adviser, at=LATER)


def test_a_correction_needs_its_reason_and_may_be_given_up(noon: datetime) -> None:
    people = story()
    report = signed(people, noon=noon).report
    take_step(report=report, step="correct", reason="Zahl vertauscht.", by=people.head, at=LATER)
    save_report(report=report, typed={"reason": ""}, seen=9, by=people.specialist, at=LATER)
    with pytest.raises(TransitionRefused, match="was sich geändert hat"):
        sign_report(report=report, seen=seen(report, LATER), by=people.head, at=LATER)
    take_step(report=report, step="give_up", by=people.head, at=LATER)
    report.refresh_from_db()
    assert (report.status, report.versions.count()) == ("submitted", 1)
    with pytest.raises(ControllingRefused, match="lässt sich so nicht ändern"):
        save_report(report=report, typed={"summary": "x"}, seen=9, by=people.specialist, at=LATER)


def test_a_definition_changed_later_does_not_touch_the_snapshot(noon: datetime) -> None:
    people = story()
    version = signed(people, noon=noon)
    before = version.sha256
    goal = version.report.period.goals.all()[0]
    changed = begin_change(goal=goal, reason="Klarer.", by=people.head, at=LATER)
    IndicatorTerms.objects.filter(version=changed).update(definition="Ganz anders gezählt.")
    entry = CatalogueEntry.objects.create(code="vereine", over_time="sum", over_places="sum")
    goal.indicators.update(entry=entry)
    version.refresh_from_db()
    assert fingerprint(version.snapshot) == before == version.sha256
    assert "anders gezählt" not in str(version.snapshot)


def test_a_signed_version_never_changes(noon: datetime) -> None:
    people = story()
    version = signed(people, noon=noon)
    for change in (
        lambda: ReportVersion.objects.filter(pk=version.pk).update(snapshot={}),
        lambda: version.judgements.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_report_is_begun_once_and_only_for_its_own_years(noon: datetime) -> None:
    people = story()
    report = begun(people, noon=noon)
    again = begin_report(period=report.period, year=2023, by=people.specialist, at=AFTER_THE_YEAR)
    assert again == report
    for year, words_of_it in ((2022, "umfasst"), (2024, "")):
        if words_of_it:
            with pytest.raises(ControllingRefused, match=words_of_it):
                begin_report(period=report.period, year=year, by=people.head, at=AFTER_THE_YEAR)
    with pytest.raises(ControllingRefused, match="noch nicht begonnen"):
        begin_report(period=report.period, year=2024, by=people.head, at=noon)


def test_after_the_lock_nothing_is_signed_for_the_first_time(noon: datetime) -> None:
    people = story()
    report = judged(people, noon=noon)
    with pytest.raises(TransitionRefused, match="gesperrt"):
        sign_report(report=report, seen=seen(report, LOCKED), by=people.head, at=LOCKED)


def correct(report: AnnualReport, people: Story, at: datetime) -> AnnualReport:
    """A correction begun by the head."""
    return take_step(report=report, step="correct", reason="Zahl.", by=people.head, at=at)


def opened(people: Story) -> LockException:
    """The coordinating office lets this centre correct the year once more."""
    opening = Opening("report", 2023, "Zahlendreher des Rechenzentrums", LOCKED.date())
    return grant_exception(centre=people.centre, opening=opening, by=people.adviser, at=LOCKED)


def test_after_the_lock_a_correction_needs_an_exception(noon: datetime) -> None:
    people = story()
    report = signed(people, noon=noon).report
    with pytest.raises(TransitionRefused, match="Koordinierungsstelle kann Ihnen eine Ausnahme"):
        correct(report, people, LOCKED)
    exception = opened(people)
    correct(report, people, LOCKED)
    end_exception(exception=exception, by=people.adviser, at=LOCKED)
    report.refresh_from_db()
    with pytest.raises(TransitionRefused, match="gesperrt"):  # closed again while it was written
        sign_report(report=report, seen=seen(report, LOCKED), by=people.head, at=LOCKED)
    opened(people)
    made = sign_report(report=report, seen=seen(report, LOCKED), by=people.head, at=LOCKED)
    assert made.number == 2


def test_a_correction_that_is_locked_out_may_be_given_up(noon: datetime) -> None:
    people = story()
    report = correct(signed(people, noon=noon).report, people, LATER)
    with pytest.raises(TransitionRefused, match="gesperrt"):
        sign_report(report=report, seen=seen(report, LOCKED), by=people.head, at=LOCKED)
    given_up = take_step(report=report, step="give_up", by=people.head, at=LOCKED)
    assert given_up.status == "submitted"


def test_an_exception_for_another_year_or_run_out_opens_nothing(noon: datetime) -> None:
    people = story()
    report = signed(people, noon=noon).report
    other = Opening("report", 2022, "Brand", LOCKED.date())
    grant_exception(centre=people.centre, opening=other, by=people.adviser, at=LOCKED)
    opened(people)
    with pytest.raises(TransitionRefused, match="gesperrt"):
        correct(report, people, LOCKED + timedelta(days=1))
    assert correct(report, people, LOCKED).status == "correcting"


def test_an_answer_to_a_question_is_never_locked(noon: datetime) -> None:
    """The office that grants exceptions has asked for it."""
    people = story()
    report = signed(people, noon=noon).report
    asked = take_step(
        report=report, step="ask", reason="Stimmt die Zahl?", by=people.adviser, at=LOCKED
    )
    edits = asked.draft.edits
    save_report(
        report=asked, typed={"reason": "Zahl berichtigt."}, seen=edits, by=people.specialist,
        at=LOCKED,
    )  # fmt: skip
    made = sign_report(report=asked, seen=seen(asked, LOCKED), by=people.head, at=LOCKED)
    assert made.number == 2
