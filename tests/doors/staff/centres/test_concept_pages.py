"""Pages of concepts: what is shown to whom, what is kept, what is refused where."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from drehscheibe.domain.centres.models import Centre, IntegrationConcept
from drehscheibe.kernel.people.models import Person
from tests import factories
from tests.domain.centres import samples
from tests.kernel.documents.samples import PDF

pytestmark = pytest.mark.django_db
AsPerson = Callable[[Person], Client]


def page(name: str, *args: object) -> str:
    """The address of a page of the centres."""
    return reverse(f"staff:centres:{name}", args=args)


@pytest.fixture
def centre() -> Centre:
    """The Kreis whose concept this is."""
    return factories.centre()


@pytest.fixture
def colleague(centre: Centre, as_person: AsPerson) -> Client:
    """A specialist of the centre, signed in."""
    return as_person(factories.person("specialist", of=centre.organisation))


@pytest.fixture
def head(centre: Centre, as_person: AsPerson) -> Client:
    """The head of the centre, signed in."""
    return as_person(factories.person("head", of=centre.organisation))


@pytest.fixture
def stranger(as_person: AsPerson) -> Client:
    """The head of another centre, signed in."""
    other = factories.centre("Stadt Anderswo", kind="kreisfreie Stadt")
    return as_person(factories.person("head", of=other.organisation))


@pytest.fixture
def draft(centre: Centre) -> IntegrationConcept:
    """A title and nothing more."""
    return samples.concept(centre, complete=False, title="Konzept 2026")


def test_a_specialist_begins_a_concept(colleague: Client, centre: Centre) -> None:
    answer = colleague.post(page("concept_begin", centre.key), {"title": "Konzept 2026"})

    concept = IntegrationConcept.objects.get(centre=centre)
    assert answer.headers["Location"] == page("concept_edit", concept.pk)


def test_another_centres_begin_is_not_found_attack_2(stranger: Client, centre: Centre) -> None:
    answer = stranger.post(page("concept_begin", centre.key), {"title": "Fremd"})

    assert answer.status_code == 404
    assert not IntegrationConcept.objects.filter(centre=centre).exists()


@pytest.mark.parametrize(
    "name", ["concept_detail", "concept_edit", "concept_adopt", "concept_update", "concept_discard"]
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_foreign_draft_is_not_found_attack_1(
    name: str, method: str, stranger: Client, draft: IntegrationConcept
) -> None:
    answer = getattr(stranger, method)(page(name, draft.pk), {"title": "Fremd"})

    assert answer.status_code == 404
    draft.refresh_from_db()
    assert draft.title == "Konzept 2026"


def test_foreign_drafts_are_in_no_list_and_no_export_attack_1(
    stranger: Client, draft: IntegrationConcept
) -> None:
    for address in (page("concept_list"), page("concept_export", "csv")):
        assert draft.title not in stranger.get(address).content.decode("utf-8-sig")


@pytest.mark.parametrize("role", ["coordination", "ministry_school", "authority_officer"])
def test_the_network_finds_no_draft(
    role: str, as_person: AsPerson, draft: IntegrationConcept
) -> None:
    kinds = {"coordination": "coordinating_office", "authority_officer": "authority"}
    house = factories.organisation("Haus", kinds.get(role, "ministry"))
    client = as_person(factories.person(role, of=house))

    assert client.get(page("concept_detail", draft.pk)).status_code == 404
    assert client.get(page("concept_edit", draft.pk)).status_code == 403


def test_an_adopted_concept_opens_for_others_without_its_history(
    stranger: Client, centre: Centre
) -> None:
    concept = samples.adopted_concept(centre)
    text = stranger.get(page("concept_detail", concept.pk)).content.decode()

    assert "DS 21/118" in text
    assert "Verlauf" not in text
    assert str(concept.created_by) not in text


def test_the_draft_page_lists_what_is_missing_with_jump_links(
    colleague: Client, draft: IntegrationConcept
) -> None:
    text = colleague.get(page("concept_detail", draft.pk)).content.decode()

    assert f'href="{page("concept_edit", draft.pk)}#decided_on"' in text
    assert f'href="{page("concept_edit", draft.pk)}#actor-churches"' in text
    form = colleague.get(page("concept_edit", draft.pk)).content.decode()
    assert 'id="decided_on"' in form
    assert 'id="actor-churches"' in form


def test_partial_input_is_kept(colleague: Client, draft: IntegrationConcept) -> None:
    typed = {"version": "1", "title": "Konzept 2026", "paper_number": "DS 7",
             "churches-took_part": "no", "churches-how": "keine am Ort"}  # fmt: skip
    answer = colleague.post(page("concept_edit", draft.pk), typed)

    draft.refresh_from_db()
    assert answer.status_code == 302
    assert (draft.paper_number, draft.version) == ("DS 7", 2)
    assert draft.participations.get().how == "keine am Ort"


@pytest.mark.parametrize(
    ("day", "message"), [("31.02.2021", "gibt es nicht"), ("01.01.2100", "in der Zukunft")]
)
def test_a_wrong_day_is_told_at_the_field_and_the_rest_is_kept(
    day: str, message: str, colleague: Client, draft: IntegrationConcept
) -> None:
    typed = {"version": "1", "title": "Konzept 2026", "decided_on": day, "embedding": "im Dezernat"}
    answer = colleague.post(page("concept_edit", draft.pk), typed)
    text = answer.content.decode()

    draft.refresh_from_db()
    assert answer.status_code == 422
    assert message in text
    assert f'value="{day}"' in text
    assert 'href="#decided_on"' in text
    assert (draft.embedding, draft.decided_on) == ("im Dezernat", None)


def test_a_pdf_that_is_none_is_told_at_the_field_attack_26(
    colleague: Client, draft: IntegrationConcept
) -> None:
    wrong = SimpleUploadedFile("konzept.pdf", b"<html></html>", "application/pdf")
    typed = {"version": "1", "title": "Konzept 2026", "paper_number": "DS 7", "file": wrong}
    answer = colleague.post(page("concept_edit", draft.pk), typed)

    draft.refresh_from_db()
    assert answer.status_code == 422
    assert 'href="#file"' in answer.content.decode()
    assert (draft.document, draft.paper_number) == (None, "DS 7")


def test_a_file_leaves_only_through_its_concept_attack_1(
    colleague: Client, stranger: Client, draft: IntegrationConcept, centre: Centre
) -> None:
    typed = {"version": "1", "title": "Konzept 2026", "file": SimpleUploadedFile("k.pdf", PDF)}
    colleague.post(page("concept_edit", draft.pk), typed)
    draft.refresh_from_db()
    assert draft.document is not None
    address = page("concept_document", draft.pk, draft.document.pk)

    kept = colleague.get(address)
    assert kept.headers["Content-Disposition"].startswith("attachment")
    assert stranger.get(address).status_code == 404
    other = samples.adopted_concept(centre)
    wrong_way = page("concept_document", other.pk, draft.document.pk)
    assert stranger.get(wrong_way).status_code == 404


def test_smuggled_fields_change_nothing_attack_6(
    colleague: Client, draft: IntegrationConcept
) -> None:
    other = factories.centre("Stadt Anderswo", kind="kreisfreie Stadt")
    typed = {"version": "1", "title": "Neu", "status": "adopted", "centre": str(other.pk),
             "created_by": "1", "updated_on": "01.01.2020"}  # fmt: skip
    colleague.post(page("concept_edit", draft.pk), typed)

    saved = IntegrationConcept.objects.get(pk=draft.pk)
    assert (saved.title, saved.status, saved.centre) == ("Neu", "draft", draft.centre)
    assert saved.updated_on is None


def test_the_second_of_two_editors_sees_both_versions_attack_10(
    colleague: Client, head: Client, draft: IntegrationConcept
) -> None:
    address = page("concept_edit", draft.pk)
    head.post(address, {"version": "1", "title": "Fassung der Leitung", "embedding": "A"})
    typed = {"version": "1", "title": "Fassung der Fachkraft", "embedding": "A"}
    answer = colleague.post(address, typed)
    text = answer.content.decode()

    assert answer.status_code == 409
    assert "Zwei Fassungen" in text
    assert "Fassung der Leitung" in text
    assert 'value="Fassung der Fachkraft"' in text
    assert 'name="version" value="2"' in text
    assert colleague.post(address, typed | {"version": "2"}).status_code == 302
    draft.refresh_from_db()
    assert draft.title == "Fassung der Fachkraft"


def test_autosave_answers_with_the_state_alone(
    colleague: Client, draft: IntegrationConcept
) -> None:
    typed = {"version": "1", "title": "Konzept 2026", "decided_on": "31.02.", "embedding": "X"}
    answer = colleague.post(page("concept_edit", draft.pk), typed, headers={"HX-Request": "true"})
    text = answer.content.decode()

    assert "<h1" not in text
    assert 'name="version" value="2"' in text
    assert 'data-state="invalid"' in text


def test_the_head_notes_the_decision_and_it_is_public_at_once(
    head: Client, colleague: Client, stranger: Client, centre: Centre
) -> None:
    concept = samples.concept(centre)
    address = page("concept_adopt", concept.pk)
    assert colleague.get(address).status_code == 403
    assert "Automatische Prüfung" in head.get(address).content.decode()

    answer = head.post(address, {"version": str(concept.version)})

    assert answer.status_code == 302
    assert stranger.get(page("concept_detail", concept.pk)).status_code == 200
    assert head.post(address, {"version": str(concept.version)}).status_code == 409


def test_an_incomplete_draft_is_refused_beside_the_button(
    head: Client, draft: IntegrationConcept
) -> None:
    answer = head.post(page("concept_adopt", draft.pk), {"version": "1"})

    assert answer.status_code == 409
    assert "Es fehlt noch etwas" in answer.content.decode()


def test_an_update_is_noted_with_its_paper(head: Client, centre: Centre) -> None:
    concept = samples.adopted_concept(centre)
    address = page("concept_update", concept.pk)
    typed = {"updated_on": "1.6.2022", "body": "kreistag", "paper_number": "DS 22/9",
             "summary": "Kapitel 4"}  # fmt: skip
    assert "Zukunft" in head.post(address, typed | {"updated_on": "1.6.2099"}).content.decode()
    assert head.post(address, typed).status_code == 302

    assert "DS 22/9" in head.get(page("concept_detail", concept.pk)).content.decode()


def test_discarding_asks_for_a_reason(head: Client, draft: IntegrationConcept) -> None:
    address = page("concept_discard", draft.pk)
    assert head.post(address, {"reason": ""}).status_code == 200
    assert head.post(address, {"reason": "Rat plant neu"}).status_code == 302


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_list_leaves_as_table(form: str, head: Client, centre: Centre) -> None:
    samples.adopted_concept(centre)
    answer = head.get(page("concept_export", form))

    assert answer.status_code == 200
    assert f"integrationskonzepte.{form}" in answer.headers["Content-Disposition"]
    assert head.get(page("concept_export", "exe")).status_code == 404


def test_the_list_filters(head: Client, centre: Centre, draft: IntegrationConcept) -> None:
    samples.adopted_concept(centre)
    text = head.get(page("concept_list"), {"stand": "draft", "wort": "2026"}).content.decode()

    assert "Konzept 2026" in text
    assert "Integrationskonzept 2021" not in text


def test_the_agreement_of_the_municipalities_may_follow(
    head: Client, colleague: Client, centre: Centre
) -> None:
    concept = samples.adopted_concept(centre, municipalities_agreed_on=None)
    address = page("concept_agreement", concept.pk)
    assert address in head.get(page("concept_detail", concept.pk)).content.decode()
    assert address not in colleague.get(page("concept_detail", concept.pk)).content.decode()

    assert head.post(address, {"agreed_on": "31.4.2022"}).status_code == 200
    assert head.post(address, {"agreed_on": "2.5.2022", "note": "Konferenz"}).status_code == 302
    concept.refresh_from_db()
    assert concept.municipalities_agreed


def test_only_what_differs_is_marked_in_both_versions(
    colleague: Client, head: Client, draft: IntegrationConcept
) -> None:
    address = page("concept_edit", draft.pk)
    head.post(address, {"version": "1", "title": "Konzept", "embedding": "Stabsstelle im Amt 50"})
    typed = {"version": "1", "title": "Konzept", "embedding": "Stabsstelle im Amt 51"}
    text = colleague.post(address, typed).content.decode()

    assert "Stabsstelle im Amt <mark>51</mark>" in text
    assert "Stabsstelle im Amt <mark>50</mark>" in text
