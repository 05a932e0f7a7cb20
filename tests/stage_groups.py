"""Groups at work, a circular, a survey, for the addresses that lead to them."""

from datetime import datetime, timedelta

from drehscheibe.domain.circulars.models import CircularAddress
from drehscheibe.domain.circulars.sending import Letter, publish, write_circular
from drehscheibe.domain.surveys.asking import Outline, add_question, draft_survey, open_survey
from drehscheibe.domain.surveys.models import SurveyResponse
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person
from tests.routes import Sample
from tests.stage_groups_at_work import samples_of_group_work

ADVISER = "beratung@koordinierung.example"


def samples_of_groups(cast: dict[str, Person], *, at: datetime) -> dict[str, list[Sample]]:
    """What belongs to a few is unknown to the others by `visible`, so no row stands beside it."""
    return {**samples_of_group_work(cast, at), **_of_circulars(cast, at), **_of_surveys(cast, at)}


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
