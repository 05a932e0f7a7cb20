"""A survey of the coordinating office to centres with a head and two specialists each."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from drehscheibe.domain.surveys.asking import Outline, add_question, draft_survey, open_survey
from drehscheibe.domain.surveys.models import Question, Survey, SurveyResponse
from drehscheibe.domain.surveys.responding import open_response, save
from drehscheibe.domain.surveys.signing import submit
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person
from tests import factories

TITLE = "Rolle im Programm KOMM-AN"


@dataclass
class House:
    """A centre and its people."""

    organisation: Organisation
    head: Person
    first: Person
    second: Person


@dataclass
class Asked:
    """The survey, who keeps it, who is asked."""

    survey: Survey
    adviser: Person
    houses: list[House]

    def response(self, house: House) -> SurveyResponse:
        """The house's own."""
        return SurveyResponse.objects.get(survey=self.survey, organisation=house.organisation)

    def answer(self, house: House, at: datetime, **texts: str) -> SurveyResponse:
        """One specialist types these answers, by name of the question."""
        response = self.response(house)
        response = open_response(response=response, by=house.first, at=at)
        typed = {f"frage_{getattr(self, name).pk}": text for name, text in texts.items()}
        saved = save(response=response, typed=typed, seen=response.edits, by=house.first, at=at)
        assert saved.kept is not None
        assert not saved.kept.errors
        return saved.response

    def submit(self, house: House, at: datetime, **texts: str) -> SurveyResponse:
        """Typed and signed off."""
        submit(response=self.answer(house, at, **texts), by=house.head, at=at)
        return self.response(house)

    @property
    def role(self) -> Question:
        return self.survey.questions.get(place=1)

    @property
    def more(self) -> Question:
        return self.survey.questions.get(place=2)

    @property
    def posts(self) -> Question:
        return self.survey.questions.get(place=3)


def houses(count: int) -> list[House]:
    """So many centres."""
    found = []
    for number in range(count):
        own = factories.organisation(f"KI Muster {number:02}", "centre")
        people = [factories.person(role, of=own) for role in ("head", "specialist", "specialist")]
        found.append(House(own, *people))
    return found


def asked(at: datetime, count: int = 2, **outline: Any) -> Asked:
    """Role (choice), a text asked of coordinators only, posts (number)."""
    office = factories.organisation("Koordinierungsstelle Muster", "coordinating_office")
    adviser = factories.person("coordination", of=office)
    fields = {"closes_at": at + timedelta(days=14)} | outline
    survey = draft_survey(owner=office, outline=Outline(TITLE, **fields), by=adviser, at=at)

    def add(**columns: Any) -> Question:
        return add_question(survey=survey, columns=columns, by=adviser, at=at)

    role = add(kind="one", text="Welche Rolle?", choices=["koordiniert", "berät", "keine"],
               required=True)  # fmt: skip
    add(kind="long", text="Wie?", asked_if=role, asked_if_values=["koordiniert"], required=True)
    add(kind="number", text="Wie viele Stellen?", unit="Stellen")
    own = houses(count)
    to = [house.organisation for house in own]
    return Asked(open_survey(survey=survey, to=to, by=adviser, at=at), adviser, own)
