"""Surveys and circulars in every state, for the addresses that lead to them."""

from datetime import datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from drehscheibe.domain.circulars import feeding_back
from drehscheibe.domain.circulars.attaching import attach as attach_file
from drehscheibe.domain.circulars.models import Circular, CircularAddress, FeedbackBundle
from drehscheibe.domain.circulars.sending import Letter, publish, write_circular
from drehscheibe.domain.surveys import permissions as may
from drehscheibe.domain.surveys.asking import Outline, add_question, draft_survey, open_survey
from drehscheibe.domain.surveys.models import Question, Survey, SurveyResponse
from drehscheibe.domain.surveys.provenance import link
from drehscheibe.domain.surveys.responding import attach, open_response, save
from drehscheibe.domain.surveys.signing import submit
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person
from tests.routes import Sample

ADVISER, HEAD = "beratung@koordinierung.example", "leitung@warendorf.example"
SPECIALIST = "fachkraft@warendorf.example"
PIXEL = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\0\0\0\0:~\x9bU\0\0\0\nIDATx\x9cc`\0\0\0"
    b"\2\0\1H\xaf\xa4q\0\0\0\0IEND\xaeB`\x82"
)
EVERY_KIND: tuple[dict[str, Any], ...] = (
    {"kind": "yesno", "text": "Nehmen Sie teil?", "required": True},
    {"kind": "one", "text": "Welche Rolle?", "choices": ["koordiniert", "keine"]},
    {"kind": "several", "text": "Mit wem?", "choices": ["Vereine", "Schulen"]},
    {"kind": "matrix", "text": "Wie gut?", "choices": ["gut", "nicht"], "lines": ["Raum", "Zeit"]},
    {"kind": "number", "text": "Wie viele Stellen?", "unit": "Stellen"},
    {"kind": "money", "text": "Was kostet es?"},
    {"kind": "day", "text": "Seit wann?"},
    {"kind": "text", "text": "Wie heißt es?"},
    {"kind": "long", "text": "Was noch?", "help": "In wenigen Sätzen."},
    {"kind": "file", "text": "Konzept"},
)


def samples_of_surveys(cast: dict[str, Person], *, at: datetime) -> dict[str, list[Sample]]:
    """What is the asking house's leads to a row; answers are the centre's and the asker's."""
    draft = _survey(cast, at, "Bedarf im nächsten Jahr")
    running = _survey(cast, at, "Rolle im Programm KOMM-AN")
    centres = list(Organisation.objects.filter(kind="centre"))
    open_survey(survey=running, to=centres, by=cast[ADVISER], at=at)
    response = _submitted(cast, running, at)
    other = SurveyResponse.objects.get(survey=running, organisation__code="ki-05315")
    file = running.questions.get(kind="file")
    first = draft.questions.order_by("place")[1]
    linked = link(source=running, target=draft, by=cast[ADVISER], at=at)
    kept = [Sample({"pk": running.pk}, running), Sample({"pk": draft.pk}, draft)]
    own = [Sample({"pk": each.pk}, own_rule=True) for each in (response, other)]
    return {
        "staff:surveys:pk": kept,
        "staff:surveys:survey_edit": [Sample({"pk": draft.pk}, draft, own_rule=True)],
        "staff:surveys:survey_results": _plain(running, draft),
        "staff:surveys:survey_chain": _plain(running, draft),
        "staff:surveys:chain_unlink": [
            Sample({"pk": running.pk, "link": linked.pk}, own_rule=True, who=ADVISER)
        ],
        "staff:surveys:survey_act": [
            Sample({"pk": running.pk, "step": step}, running)
            for step in ("verlaengern", "beenden", "abbrechen")
        ],
        "staff:surveys:question_edit": [Sample({"pk": first.pk}, own_rule=True)],
        "staff:surveys:question_step": [
            Sample({"pk": first.pk, "step": step}, own_rule=True)
            for step in ("hoch", "runter", "heraus")
        ],
        "staff:surveys:response_edit": own,
        "staff:surveys:response_detail": own,
        "staff:surveys:response_return": [Sample({"pk": response.pk}, response)],
        "staff:surveys:response_decline": [Sample({"pk": other.pk}, other, needs=(may.SIGN,))],
        "staff:surveys:answer_file": [
            Sample({"pk": response.pk, "question": file.pk}, own_rule=True)
        ],
        **_of_circulars(cast, at),
    }


def _plain(*surveys: Survey) -> list[Sample]:
    return [Sample({"pk": each.pk}, own_rule=True) for each in surveys]


def _survey(cast: dict[str, Person], at: datetime, title: str) -> Survey:
    owner = Organisation.objects.get(code="koordinierungsstelle")
    outline = Outline(title, at + timedelta(days=30), "<p>Bitte kurz.</p>")
    survey = draft_survey(owner=owner, outline=outline, by=cast[ADVISER], at=at)
    for columns in EVERY_KIND:
        add_question(survey=survey, columns=columns, by=cast[ADVISER], at=at)
    first = survey.questions.get(kind="one")
    more = {"kind": "text", "text": "Wie?", "asked_if": first, "asked_if_values": ["koordiniert"]}
    add_question(survey=survey, columns=more, by=cast[ADVISER], at=at)
    return survey


def _submitted(cast: dict[str, Person], survey: Survey, at: datetime) -> SurveyResponse:
    response = SurveyResponse.objects.get(survey=survey, organisation__code="ki-05570")
    open_response(response=response, by=cast[SPECIALIST], at=at)
    asked = {each.kind: each for each in survey.questions.filter(asked_if=None)}
    typed = {f"frage_{asked['yesno'].pk}": "Ja", f"frage_{asked['one'].pk}": "keine"}
    save(response=response, typed=typed, seen=0, by=cast[SPECIALIST], at=at)
    attach(
        response=response, question=asked[Question.Kind.FILE],
        file=SimpleUploadedFile("konzept.png", PIXEL), by=cast[SPECIALIST], at=at,
    )  # fmt: skip
    submit(response=response, by=cast[HEAD], at=at)
    response.refresh_from_db()
    return response


def _of_circulars(cast: dict[str, Person], at: datetime) -> dict[str, list[Sample]]:
    sent, draft = (_circular(cast, at) for _ in range(2))
    files = [
        attach_file(circular=each, file=SimpleUploadedFile("merkblatt.png", PIXEL), title="",
               by=cast[ADVISER], at=at)
        for each in (sent, draft)
    ]  # fmt: skip
    centres = list(Organisation.objects.filter(kind="centre"))
    publish(circular=sent, to=centres, by=cast[ADVISER], at=at)
    address = CircularAddress.objects.get(circular=sent, organisation__code="ki-05570")
    bundle = _bundle(cast, at)
    sender = [Sample({"pk": sent.pk}, sent), Sample({"pk": draft.pk}, draft)]
    steps = ("bestaetigen", "erledigt")
    return {
        "staff:circulars:pk": sender,
        "staff:circulars:circular_publish": [Sample({"pk": draft.pk}, draft)],
        "staff:circulars:circular_remind": sender[:1],
        "staff:circulars:attachment_list": sender,
        "staff:circulars:attachment_remove": [
            Sample({"pk": draft.pk, "attachment": files[1].pk}, draft)
        ],
        "staff:circulars:attachment_file": [
            Sample({"pk": each.circular_id, "document": each.document_id}, own_rule=True)
            for each in files
        ],
        "staff:circulars:circular_detail": [
            Sample({"pk": each.pk}, own_rule=True) for each in (sent, draft)
        ],
        "staff:circulars:address_step": [
            Sample({"pk": address.pk, "step": step}, address) for step in steps
        ],
        "staff:circulars:bundle_detail": [Sample({"pk": bundle.pk}, own_rule=True)],
    }


def _circular(cast: dict[str, Person], at: datetime) -> Circular:
    office = Organisation.objects.get(code="koordinierungsstelle")
    letter = Letter("Hinweis zur Abfrage", "<p>Bitte beachten.</p>", "task", "Melden")
    return write_circular(sender=office, letter=letter, by=cast[ADVISER], at=at)


def _bundle(cast: dict[str, Person], at: datetime) -> FeedbackBundle:
    office = Organisation.objects.get(code="koordinierungsstelle")
    home = Organisation.objects.get(code="ki-05570")
    found = feeding_back.Experience("Zuwendungsrecht", "<p>Die Frist ist kurz.</p>")
    given = [
        feeding_back.give_feedback(organisation=home, experience=found, by=cast[HEAD], at=at)
        for _ in range(2)
    ]
    return feeding_back.bundle(
        keeper=office, topic="Fristen", feedback=given[:1], by=cast[ADVISER], at=at
    )
