"""A circular acknowledged by all but two; feedback that comes back answered."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from drehscheibe.domain.circulars.feeding_back import (
    Experience,
    answer,
    ask_ministry,
    bundle,
    bundles_for,
    feedback_for,
    give_feedback,
)
from drehscheibe.domain.circulars.models import (
    Circular,
    CircularAddress,
    FeedbackBundle,
    PracticeFeedback,
)
from drehscheibe.domain.circulars.receiving import (
    acknowledge,
    circulars_for,
    finish_task,
    owing,
    remind,
    remind_of_days,
    to_do,
)
from drehscheibe.domain.circulars.refusals import CircularRefused
from drehscheibe.domain.circulars.sending import Letter, change_circular, publish, write_circular
from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import standing_of
from drehscheibe.kernel.permissions.second_wall import acting_as
from tests import factories
from tests.at_once import at_once

NAMES = ("Soest", "Bonn", "Hagen", "Unna", "Herne")


def houses() -> dict[str, tuple[Organisation, Person]]:
    """Five centres, each with a head."""
    found = {}
    for name in NAMES:
        house = factories.organisation(f"KI {name}", "centre")
        found[name] = house, factories.person("head", of=house)
    return found


def ministry() -> tuple[Organisation, Person]:
    house = factories.organisation("Ministerium für Integration", "ministry")
    return house, factories.person("ministry_integration", of=house)


def sent(at: datetime, **rest: object) -> tuple[Circular, dict[str, tuple[Organisation, Person]]]:
    """A circular to five centres that asks for acknowledgement by 30 September."""
    to, (sender, by) = houses(), ministry()
    fields = {"wants": "acknowledging", "due_on": date(2022, 9, 30)} | rest
    letter = Letter("Hinweis", "<p>Text</p><script>x</script>", **fields)  # type: ignore[arg-type]
    draft = write_circular(sender=sender, letter=letter, by=by, at=at)
    places = [house for house, _ in to.values()]
    return publish(circular=draft, to=places, by=by, at=at), to


def address(circular: Circular, house: Organisation) -> CircularAddress:
    return CircularAddress.objects.get(circular=circular, organisation=house)


@pytest.mark.django_db
def test_a_circular_acknowledged_by_all_but_two(noon: datetime) -> None:
    circular, to = sent(noon)
    assert (circular.number, circular.text) == ("2022/1", "<p>Text</p>")
    assert OutboxMail.objects.filter(subject="Neues Rundschreiben 2022/1").count() == 5
    for name in NAMES[:3]:
        house, head = to[name]
        acknowledge(address=address(circular, house), by=head, at=noon)
        acknowledge(address=address(circular, house), by=head, at=noon)
    assert [each.organisation.name for each in owing(circular)] == ["KI Herne", "KI Unna"]
    by = circular.written_by
    assert remind(circular=circular, by=by, at=noon) == 2
    assert remind(circular=circular, by=by, at=noon) == 0
    hagen, unna = (standing_of(to[name][1], on=noon.date()) for name in ("Hagen", "Unna"))
    assert (to_do(hagen).count(), to_do(unna).count()) == (0, 1)
    assert list(circulars_for(hagen)) == [circular]


@pytest.mark.django_db
def test_reminders_come_three_days_before_and_the_day_after(noon: datetime) -> None:
    sent(noon)
    days = [date(2022, 9, 26), date(2022, 9, 27), date(2022, 9, 30), date(2022, 10, 1)]
    told = [remind_of_days(at=noon + (day - noon.date())) for day in days]
    assert told == [0, 5, 0, 5]


@pytest.mark.django_db
def test_a_task_is_done_and_only_for_the_own_house(noon: datetime) -> None:
    circular, to = sent(noon, wants="task", task="Zahlen melden")
    (soest, head), (_, other) = to["Soest"], to["Bonn"]
    with pytest.raises(PermissionDenied):
        finish_task(address=address(circular, soest), by=other, at=noon)
    done = finish_task(address=address(circular, soest), by=head, at=noon)
    assert done.acknowledged_at == done.done_at == noon
    assert owing(circular).count() == 4


@pytest.mark.django_db
def test_what_left_is_replaced_never_changed(noon: datetime) -> None:
    circular, to = sent(noon)
    by, places = circular.written_by, [house for house, _ in to.values()]
    with pytest.raises(CircularRefused, match="ändert sich nicht"):
        change_circular(circular=circular, letter=Letter("x", "y"), by=by, at=noon)
    with pytest.raises(DatabaseError), transaction.atomic():
        Circular.objects.filter(pk=circular.pk).update(text="anders")
    letter = Letter("Neu", "Text", replaces=circular)
    new = write_circular(sender=circular.sender, letter=letter, by=by, at=noon)
    new = publish(circular=new, to=places, by=by, at=noon)
    circular.refresh_from_db()
    assert (circular.status, circular.replaced_by, new.number) == ("replaced", new, "2022/2")
    assert not owing(circular).exists()
    house, head = to["Soest"]
    with pytest.raises(CircularRefused, match="ersetzt"):
        acknowledge(address=address(circular, house), by=head, at=noon)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("letter", "field"),
    [
        (Letter(" ", "x"), "title"),
        (Letter("x", " "), "text"),
        (Letter("x", "y", wants="task"), "task"),
    ],
)
def test_an_incomplete_letter_is_refused_at_its_field(
    letter: Letter, field: str, noon: datetime
) -> None:
    sender, by = ministry()
    with pytest.raises(CircularRefused) as refused:
        write_circular(sender=sender, letter=letter, by=by, at=noon)
    assert refused.value.field == field


@pytest.mark.django_db
def test_drafts_and_letters_to_others_are_unknown(noon: datetime) -> None:
    circular, to = sent(noon, roles=("head",))
    specialist = factories.person("specialist", of=to["Soest"][0])
    stranger = factories.person("head", of=factories.organisation("KI Kleve", "centre"))
    letter = Letter("Entwurf", "Text")
    write_circular(sender=circular.sender, letter=letter, by=circular.written_by, at=noon)
    for person, seen in ((specialist, 1), (stranger, 0), (circular.written_by, 2)):
        standing = standing_of(person, on=noon.date())
        with acting_as(standing):
            assert circulars_for(standing).count() == Circular.objects.count() == seen
    assert not OutboxMail.objects.filter(to=specialist.email).exists()


@pytest.mark.django_db
def test_feedback_comes_back_answered(noon: datetime) -> None:
    """Given by two, bundled, answered; the ministry never learns by whom."""
    to, (house, official) = houses(), ministry()
    office = factories.organisation("Koordinierungsstelle Muster", "coordinating_office")
    adviser = factories.person("coordination", of=office)
    experience = Experience("Frist", "Die Frist ist zu kurz.")
    given = [
        give_feedback(organisation=place, experience=experience, by=head, at=noon)
        for place, head in (to["Soest"], to["Bonn"])
    ]
    with pytest.raises(CircularRefused, match="eigenes Haus"):
        give_feedback(organisation=house, experience=experience, by=to["Bonn"][1], at=noon)
    one = bundle(keeper=office, topic="Fristen", feedback=given, by=adviser, at=noon)
    with pytest.raises(CircularRefused, match="keinem Bündel"):
        bundle(keeper=office, topic="Noch einmal", feedback=given, by=adviser, at=noon)
    ask_ministry(bundle=one, ministry=house, summary="Zu kurz.", by=adviser, at=noon)
    theirs = standing_of(official, on=noon.date())
    with acting_as(theirs):
        assert PracticeFeedback.objects.count() == feedback_for(theirs).count() == 0
        (shown,) = bundles_for(theirs)
        assert (shown.given_by, shown.summary) == (2, "<p>Zu kurz.</p>")
        answer(bundle=one, text="Sie wird länger.", by=official, at=noon)
    for name, count in (("Soest", 1), ("Bonn", 1), ("Hagen", 0)):
        standing = standing_of(to[name][1], on=noon.date())
        with acting_as(standing):
            assert bundles_for(standing).count() == FeedbackBundle.objects.count() == count
    answered = OutboxMail.objects.filter(subject="Ihre Rückmeldung ist beantwortet")
    assert {mail.to for mail in answered} == {
        to["Soest"][1].email, to["Bonn"][1].email, adviser.email
    }  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_two_letters_at_once_have_two_numbers(noon: datetime) -> None:
    to, (sender, by) = houses(), ministry()
    drafts = [
        write_circular(sender=sender, letter=Letter("x", "y"), by=by, at=noon) for _ in range(4)
    ]
    places = [house for house, _ in to.values()]
    later = noon + timedelta(hours=1)
    sending = [lambda one=one: publish(circular=one, to=places, by=by, at=later) for one in drafts]
    assert set(at_once(*sending)) == {"done"}
    numbers = Circular.objects.values_list("number", flat=True)
    assert sorted(numbers) == ["2022/1", "2022/2", "2022/3", "2022/4"]
