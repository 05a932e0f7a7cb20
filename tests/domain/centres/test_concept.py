"""The integration concept: what it must name, who may decide, what stands afterwards."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from drehscheibe.domain.centres.concept import actions, selectors
from drehscheibe.domain.centres.concept.findings import blocking, findings
from drehscheibe.domain.centres.models import ConceptParticipation, IntegrationConcept
from drehscheibe.kernel.audit.selectors import history_of
from drehscheibe.kernel.documents.actions import UploadRefused
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.workflow.refusals import TransitionRefused
from tests import factories
from tests.domain.centres import samples

pytestmark = pytest.mark.django_db


def draft_of(concept: IntegrationConcept, **values: object) -> actions.Draft:
    """What a page would hand in."""
    return actions.Draft(values, {}, concept.version)


def adopt(
    concept: IntegrationConcept, *, by: Person | None = None, at: datetime
) -> IntegrationConcept:
    """The head notes the decision."""
    head = by or factories.person("head", of=concept.centre.organisation)
    return actions.adopt_concept(concept=concept, version=concept.version, by=head, at=at)


def test_a_draft_begins_with_a_title_and_is_recorded(noon: datetime) -> None:
    centre = factories.centre()
    author = factories.person("specialist", of=centre.organisation)

    concept = actions.begin_concept(centre=centre, title="Konzept 2022", by=author, at=noon)

    assert concept.is_draft
    assert [entry.act for entry in history_of(concept)] == ["centres.concept.begin"]


def test_a_draft_keeps_what_is_incomplete(noon: datetime) -> None:
    concept = samples.concept(complete=False)
    author = concept.created_by

    saved = actions.edit_concept(
        concept=concept, draft=draft_of(concept, paper_number="DS 1"), by=author, at=noon
    )

    assert (saved.paper_number, saved.version) == ("DS 1", 2)


def test_saving_the_same_twice_changes_nothing_attack_11(noon: datetime) -> None:
    concept = samples.concept(complete=False)
    draft = draft_of(concept, paper_number="DS 1")

    actions.edit_concept(concept=concept, draft=draft, by=concept.created_by, at=noon)
    again = actions.edit_concept(concept=concept, draft=draft, by=concept.created_by, at=noon)

    assert again.version == 2


def test_only_named_fields_can_be_set_attack_6(noon: datetime) -> None:
    concept = samples.concept(complete=False)
    smuggled = draft_of(concept, status="adopted", centre_id=0, version=99, title="Neu")

    saved = actions.edit_concept(concept=concept, draft=smuggled, by=concept.created_by, at=noon)

    saved.refresh_from_db()
    assert (saved.status, saved.centre, saved.version) == ("draft", concept.centre, 2)
    assert saved.title == "Neu"


def test_the_second_of_two_is_told_and_nothing_is_overwritten_attack_10(noon: datetime) -> None:
    concept = samples.concept(complete=False)
    first, second = draft_of(concept, embedding="A"), draft_of(concept, embedding="B")

    actions.edit_concept(concept=concept, draft=first, by=concept.created_by, at=noon)
    with pytest.raises(actions.ConceptChangedMeanwhile) as clash:
        actions.edit_concept(concept=concept, draft=second, by=concept.created_by, at=noon)

    assert clash.value.saved.embedding == "A"


@pytest.mark.parametrize("role", ["centre_admin", "coordination", "authority_approver"])
def test_others_may_not_edit(role: str, noon: datetime) -> None:
    concept = samples.concept()
    somebody = factories.person(role, of=concept.centre.organisation)

    with pytest.raises(PermissionDenied):
        actions.edit_concept(
            concept=concept, draft=draft_of(concept, title="X"), by=somebody, at=noon
        )


def test_a_colleague_of_another_centre_may_not_edit_attack_2(noon: datetime) -> None:
    concept = samples.concept()
    stranger = factories.person(
        "head", of=factories.centre("Stadt Anderswo", kind="kreisfreie Stadt").organisation
    )

    with pytest.raises(PermissionDenied):
        actions.edit_concept(
            concept=concept, draft=draft_of(concept, title="X"), by=stranger, at=noon
        )


def test_a_complete_draft_is_adopted_by_head_or_carrier(noon: datetime) -> None:
    for role, place in (("head", "organisation"), ("carrier", "carrier")):
        concept = samples.concept()
        by = factories.person(role, of=getattr(concept.centre, place))
        adopted = adopt(concept, by=by, at=noon)
        assert adopted.status == "adopted"


def test_a_specialist_does_not_note_the_decision(noon: datetime) -> None:
    concept = samples.concept()

    with pytest.raises(PermissionDenied):
        adopt(concept, by=concept.created_by, at=noon)


@pytest.mark.parametrize(
    ("lacking", "word"),
    [
        ({"body": ""}, "Gremium"),
        ({"body": "rat"}, "Kreistag"),
        ({"decided_on": None}, "Datum"),
        ({"decided_on": date(2022, 9, 15)}, "Zukunft"),
        ({"paper_number": ""}, "Drucksache"),
        ({"decision_url": ""}, "Datei"),
        ({"education_summary": ""}, "Bildung"),
        ({"cross_cutting_pages": ""}, "Querschnittsaufgabe"),
    ],
)
def test_an_incomplete_draft_is_not_adopted(
    lacking: dict[str, Any], word: str, noon: datetime
) -> None:
    concept = samples.concept(**lacking)

    with pytest.raises(TransitionRefused, match=word):
        adopt(concept, at=noon)
    concept.refresh_from_db()
    assert concept.is_draft


def test_every_named_actor_is_answered_with_words(noon: datetime) -> None:
    concept = samples.concept()
    ConceptParticipation.objects.filter(concept=concept, actor_kind="churches").update(how="")

    with pytest.raises(TransitionRefused, match="Kirchen"):
        adopt(concept, at=noon)


def test_an_actor_may_be_left_out_with_a_reason(noon: datetime) -> None:
    concept = samples.concept()
    answer = {"churches": actions.Answer("no", "Keine Gemeinde wollte mitwirken", "")}
    draft = actions.Draft({}, answer, concept.version)
    saved = actions.edit_concept(concept=concept, draft=draft, by=concept.created_by, at=noon)

    assert adopt(saved, at=noon).is_in_force


def test_a_kreis_is_reminded_of_its_municipalities_f02(noon: datetime) -> None:
    concept = samples.concept(municipalities_agreed_on=None)
    found = findings(concept, concept.participations.all(), on=noon.date())

    assert not blocking(found)
    assert any("F02" in finding.message for finding in found)
    assert not concept.municipalities_agreed


def test_a_city_needs_no_municipalities(noon: datetime) -> None:
    concept = samples.concept(
        factories.centre("Stadt Musterau", kind="kreisfreie Stadt"), municipalities_agreed_on=None
    )
    found = findings(concept, concept.participations.all(), on=noon.date())

    assert not any(finding.anchor.startswith("municip") for finding in found)


def test_adopting_supersedes_what_was_in_force(noon: datetime) -> None:
    earlier = samples.adopted_concept()
    newer = adopt(samples.concept(title="Integrationskonzept 2022"), at=noon)

    earlier.refresh_from_db()
    assert earlier.status == "superseded"
    assert selectors.concept_in_force(newer.centre) == newer


def test_a_draft_edited_since_is_not_adopted_attack_13(noon: datetime) -> None:
    concept = samples.concept()
    seen = concept.version
    actions.edit_concept(
        concept=concept, draft=draft_of(concept, title="Anders"), by=concept.created_by, at=noon
    )
    head = factories.person("head", of=concept.centre.organisation)

    with pytest.raises(TransitionRefused, match="inzwischen geändert"):
        actions.adopt_concept(concept=concept, version=seen, by=head, at=noon)


def test_adopted_twice_is_refused_and_stays_in_force_attack_11(noon: datetime) -> None:
    concept = samples.adopted_concept()

    with pytest.raises(TransitionRefused, match="nicht mehr möglich"):
        adopt(concept, at=noon)
    concept.refresh_from_db()
    assert concept.status == "adopted"


def test_an_adopted_concept_is_not_edited(noon: datetime) -> None:
    concept = samples.adopted_concept()

    with pytest.raises(actions.ConceptClosed):
        actions.edit_concept(
            concept=concept, draft=draft_of(concept, title="X"), by=concept.created_by, at=noon
        )


@pytest.mark.parametrize("change", [{"title": "X"}, {"paper_number": "Y"}, {"status": "draft"}])
def test_the_database_holds_a_decided_concept_attack_9(change: dict[str, str]) -> None:
    concept = samples.adopted_concept()

    with pytest.raises(IntegrityError), transaction.atomic():
        IntegrationConcept.objects.filter(pk=concept.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        concept.participations.update(how="anders")


def test_an_update_counts_and_keeps_every_row(noon: datetime) -> None:
    concept = samples.adopted_concept()
    head = factories.person("head", of=concept.centre.organisation)
    values = {"body": "kreistag", "paper_number": "DS 22/9", "summary": "Kapitel 4 neu"}
    day = date(2022, 6, 1)

    for number, shift in (("DS 22/9", 0), ("DS 22/1", -60)):
        updated = actions.update_concept(
            concept=concept, file=None, by=head, at=noon,
            values=values | {"updated_on": day + timedelta(days=shift), "paper_number": number},
        )  # fmt: skip

    assert (updated.status, updated.updated_on) == ("updated", day)
    assert updated.updates.count() == 2
    with pytest.raises(TransitionRefused, match="schon festgehalten"):
        actions.update_concept(
            concept=concept, values=values | {"updated_on": day}, file=None, by=head, at=noon
        )


@pytest.mark.parametrize("day", [date(2021, 6, 23), date(2022, 9, 15)])
def test_an_update_lies_between_decision_and_today(day: date, noon: datetime) -> None:
    concept = samples.adopted_concept()
    head = factories.person("head", of=concept.centre.organisation)
    values = {"updated_on": day, "body": "kreistag", "paper_number": "DS", "summary": "Neu"}

    with pytest.raises(TransitionRefused):
        actions.update_concept(concept=concept, values=values, file=None, by=head, at=noon)
    assert not concept.updates.exists()


def test_a_draft_is_not_updated(noon: datetime) -> None:
    concept = samples.concept()
    head = factories.person("head", of=concept.centre.organisation)
    values = {"updated_on": date(2022, 6, 1), "body": "rat", "paper_number": "D", "summary": "N"}

    with pytest.raises(TransitionRefused):
        actions.update_concept(concept=concept, values=values, file=None, by=head, at=noon)


def test_a_draft_is_discarded_with_a_reason(noon: datetime) -> None:
    concept = samples.concept()
    head = factories.person("head", of=concept.centre.organisation)

    with pytest.raises(TransitionRefused, match="Begründung"):
        actions.discard_concept(concept=concept, reason=" ", by=head, at=noon)
    gone = actions.discard_concept(concept=concept, reason="Rat plant neu", by=head, at=noon)

    assert gone.status == "discarded"
    assert selectors.history(gone)[0].reason == "Rat plant neu"


def test_a_file_that_is_none_is_refused_attack_26(noon: datetime) -> None:
    concept = samples.concept()
    page = SimpleUploadedFile("konzept.pdf", b"<html>kein PDF</html>")

    with pytest.raises(UploadRefused):
        actions.attach_document(concept=concept, file=page, by=concept.created_by, at=noon)


def test_the_agreement_may_follow_once_f02(noon: datetime) -> None:
    concept = samples.adopted_concept(municipalities_agreed_on=None)
    head = factories.person("head", of=concept.centre.organisation)
    told: dict[str, Any] = {"agreed_on": date(2022, 5, 2), "note": "Konferenz der Bürgermeister"}

    with pytest.raises(actions.AgreementRefused, match="Zukunft"):
        actions.note_agreement(
            concept=concept, agreed_on=date(2022, 9, 15), note="", by=head, at=noon
        )
    noted = actions.note_agreement(concept=concept, **told, by=head, at=noon)
    with pytest.raises(actions.AgreementRefused, match="nur einmal"):
        actions.note_agreement(concept=noted, **told, by=head, at=noon)

    assert noted.municipalities_agreed
    with pytest.raises(IntegrityError), transaction.atomic():
        IntegrationConcept.objects.filter(pk=noted.pk).update(municipalities_agreed_on=None)


def test_a_city_notes_no_agreement(noon: datetime) -> None:
    city = factories.centre("Stadt Musterau", kind="kreisfreie Stadt")
    concept = samples.adopted_concept(city, municipalities_agreed_on=None)
    head = factories.person("head", of=city.organisation)

    with pytest.raises(actions.AgreementRefused):
        actions.note_agreement(
            concept=concept, agreed_on=date(2022, 5, 2), note="", by=head, at=noon
        )
