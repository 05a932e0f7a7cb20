"""A group at work, a circular, a survey, for the addresses that lead to them."""

from datetime import date, datetime, timedelta

from drehscheibe.domain.circulars.models import CircularAddress
from drehscheibe.domain.circulars.sending import Letter, publish, write_circular
from drehscheibe.domain.exchange.agenda import Point, add_item
from drehscheibe.domain.exchange.deciding import Motion, propose
from drehscheibe.domain.exchange.meetings import When, schedule_meeting
from drehscheibe.domain.exchange.talking import Words, open_thread
from drehscheibe.domain.exchange.working import Job, assign
from drehscheibe.domain.groups.actions import Charter, Seat, add_member, found_group
from drehscheibe.domain.groups.models import Function
from drehscheibe.domain.surveys.asking import Outline, add_question, draft_survey, open_survey
from drehscheibe.domain.surveys.models import SurveyResponse
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person
from tests.routes import Sample

ADVISER, HEAD = "beratung@koordinierung.example", "leitung@warendorf.example"


def samples_of_groups(cast: dict[str, Person], *, at: datetime) -> dict[str, list[Sample]]:
    """What belongs to a few is unknown to the others by `visible`, so no row stands beside it."""
    return {**_of_groups(cast, at), **_of_circulars(cast, at), **_of_surveys(cast, at)}


def _of_groups(cast: dict[str, Person], at: datetime) -> dict[str, list[Sample]]:
    chair, head = cast[ADVISER], cast[HEAD]
    office = Organisation.objects.get(code="koordinierungsstelle")
    day = at.date()
    charter = Charter("Projektgruppe Sport", "project", day - timedelta(days=30))
    group = found_group(charter=charter, host=office, by=chair, at=at)
    for email, code, function in (
        (HEAD, "ki-05570", Function.MEMBER),
        ("gast@hochschule.example", "hochschule", Function.GUEST),
    ):
        home = Organisation.objects.get(code=code)
        seat = Seat(cast[email], home, day, function)
        add_member(group=group, seat=seat, by=chair, at=at)
    starts = at + timedelta(days=14)
    when = When("Auftakt", starts, starts + timedelta(hours=2), "Arnsberg")
    meeting = schedule_meeting(group=group, when=when, by=chair, at=at)
    point = Point("Handreichung", "decision", "<p>Entwurf liegt vor.</p>")
    item = add_item(meeting=meeting, point=point, by=chair, at=at)
    add_item(meeting=meeting, point=Point("Personal", internal=True), by=chair, at=at)
    motion = Motion("Die Handreichung wird gedruckt.", "vote")
    decision = propose(item=item, motion=motion, by=chair, at=at)
    job = Job("Druck anfragen", person=head, due_on=date(2027, 3, 31))
    action = assign(group=group, job=job, origin=item, by=chair, at=at)
    words = Words("<p>Wer macht mit?</p>")
    thread = open_thread(group=group, title="Vorbereitung", words=words, by=chair, at=at)
    return {
        "staff:groups:group_detail": [Sample({"pk": group.pk}, own_rule=True)],
        "staff:groups:meeting_detail": [Sample({"pk": meeting.pk}, own_rule=True)],
        "staff:groups:decision_vote": [
            Sample({"pk": decision.pk}, own_rule=True, form={"choice": "yes"})
        ],
        "staff:groups:action_finish": [Sample({"pk": action.pk}, own_rule=True)],
        "staff:groups:thread_detail": [
            Sample({"pk": thread.pk}, own_rule=True, form={"text": "Ich."})
        ],
    }


def _of_circulars(cast: dict[str, Person], at: datetime) -> dict[str, list[Sample]]:
    by = cast["integration@ministerium.example"]
    sender = Organisation.objects.get(code="ministerium-integration")
    letter = Letter("Hinweis zum Zuwendungsrecht", "<p>Bitte beachten.</p>", "task", "Melden")
    sent = write_circular(sender=sender, letter=letter, by=by, at=at)
    to = list(Organisation.objects.filter(kind="centre"))
    publish(circular=sent, to=to, by=by, at=at)
    draft = write_circular(sender=sender, letter=letter, by=by, at=at)
    address = CircularAddress.objects.get(circular=sent, organisation__code="ki-05570")
    both = [Sample({"pk": sent.pk}, own_rule=True), Sample({"pk": draft.pk}, own_rule=True)]
    steps = [
        Sample({"pk": address.pk, "step": step}, own_rule=True)
        for step in ("bestaetigen", "erledigt")
    ]
    return {
        "staff:circulars:circular_detail": both,
        "staff:circulars:circular_publish": [Sample({"pk": draft.pk}, own_rule=True)],
        "staff:circulars:circular_remind": [Sample({"pk": sent.pk}, own_rule=True)],
        "staff:circulars:address_step": steps,
    }


def _of_surveys(cast: dict[str, Person], at: datetime) -> dict[str, list[Sample]]:
    by = cast[ADVISER]
    owner = Organisation.objects.get(code="koordinierungsstelle")
    outline = Outline("Rolle im Programm KOMM-AN", at + timedelta(days=30), "<p>Bitte kurz.</p>")
    survey = draft_survey(owner=owner, outline=outline, by=by, at=at)
    for columns in (
        {"kind": "one", "text": "Welche Rolle?", "choices": ["koordiniert", "keine"]},
        {"kind": "several", "text": "Mit wem?", "choices": ["Vereine", "Schulen"]},
        {"kind": "matrix", "text": "Wie gut?", "choices": ["gut", "nicht"], "lines": ["Raum"]},
        {"kind": "number", "text": "Wie viele Stellen?", "unit": "Stellen"},
        {"kind": "long", "text": "Was noch?", "help": "In wenigen Sätzen."},
    ):
        add_question(survey=survey, columns=columns, by=by, at=at)
    open_survey(survey=survey, to=list(Organisation.objects.filter(kind="centre")), by=by, at=at)
    own = SurveyResponse.objects.get(survey=survey, organisation__code="ki-05570")
    return {
        "staff:surveys:pk": [Sample({"pk": survey.pk}, own_rule=True)],
        "staff:surveys:response_edit": [Sample({"pk": own.pk}, own_rule=True)],
    }
