"""Pages of surveys: drafted, answered with files, told with masks, linked to what came of them."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from drehscheibe.domain.exchange.models import Paper
from drehscheibe.domain.surveys.asking import add_question, close_survey
from drehscheibe.domain.surveys.models import ProvenanceLink, Question, Survey, Use
from drehscheibe.domain.surveys.results import summaries
from drehscheibe.domain.surveys.summing import tells_of_few
from tests import factories
from tests.domain.exchange.stories import circle
from tests.domain.surveys.stories import Asked, asked
from tests.stage_surveys import PIXEL

pytestmark = pytest.mark.django_db
ROOT = "/mitarbeit/abfragen/"


def test_a_follow_up_never_tells_of_a_masked_choice() -> None:
    """Three of 41 chose „koordiniert“ and were asked more: their number is told nowhere."""
    now = timezone.now()
    own = asked(now, 41)
    for number, house in enumerate(own.houses):
        first = {"role": "koordiniert", "more": "Zauberwort"} if number < 3 else {"role": "berät"}
        own.submit(house, now, **first)
    close_survey(survey=own.survey, by=own.adviser, at=now)
    page = f"{ROOT}{own.survey.pk}/"
    seen = factories.client_of(own.houses[9].head).get(page)
    role, more, _ = (each.summary for each in seen.context["results"])
    assert [bar.count for bar in role.bars[""]] == [None, None, 0]
    assert more.given is None
    assert "Zauberwort" not in seen.content.decode()
    whole = factories.client_of(own.adviser).get(page).context["results"]
    assert [bar.count for bar in whole[0].summary.bars[""]] == [3, 38, 0]
    assert whole[1].summary.texts == ("Zauberwort",) * 3


@pytest.mark.parametrize(
    ("numbers", "few"),
    [([3, 0, 0, 0, 0], True), ([2, 9, 0, 0, 0], True), ([2, 40, 41], False), ([7, 9], False)],
)
def test_a_sum_is_withheld_when_one_may_subtract_to_a_small_number(
    numbers: list[int], few: bool
) -> None:
    assert tells_of_few(numbers) is few  # type: ignore[arg-type]


def test_a_file_is_answered_read_by_the_asker_and_by_nobody_else(
    settings: LazySettings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    now = timezone.now()
    own = asked(now)
    columns = {"kind": "file", "text": "Konzept"}
    question = add_question(survey=own.survey, columns=columns, by=own.adviser, at=now)
    house, other = own.houses
    page = f"{ROOT}antwort/{own.response(house).pk}/"
    file = f"{page}datei/{question.pk}/"
    writer, asker = factories.client_of(house.first), factories.client_of(own.adviser)
    name = f"datei_{question.pk}"
    wrong = writer.post(page, {"seen": "0", name: SimpleUploadedFile("x.pdf", b"kein PDF")})
    assert wrong.status_code == 422
    role = {f"frage_{own.role.pk}": "keine"}
    writer.post(page, {"seen": "0", name: SimpleUploadedFile("k.png", PIXEL)} | role)
    assert writer.get(file)["Content-Type"] == "image/png"
    assert asker.get(file).status_code == 404  # not before it is submitted
    writer.post(page, {"seen": str(own.response(house).edits), "step": "review"})
    factories.client_of(house.head).post(page, {"step": "submit"})
    assert asker.get(file).status_code == 200
    assert factories.client_of(other.head).get(file).status_code == 404


def test_what_was_typed_to_a_question_taken_out_meanwhile_is_said_not_swallowed() -> None:
    own = asked(timezone.now())
    house = own.houses[0]
    page = f"{ROOT}antwort/{own.response(house).pk}/"
    keeper, writer = factories.client_of(own.adviser), factories.client_of(house.first)
    assert "Wie viele Stellen?" in writer.get(page).content.decode()
    keeper.post(f"{ROOT}fragen/{own.posts.pk}/heraus/")
    typed = {f"frage_{own.posts.pk}": "7,5", f"frage_{own.role.pk}": "keine", "seen": "0"}
    saved = writer.post(page, typed, headers={"hx-request": "true"}).content.decode()
    assert "Eine Frage wurde herausgenommen; ihr Text zählt nicht mehr: 7,5" in saved
    after = writer.post(page, typed | {"seen": "1"}, follow=True).content.decode()
    assert "7,5" in after
    assert "Wie viele Stellen?" not in after


def test_a_draft_is_nobodys_but_the_asking_houses_and_wording_stands_once_it_runs() -> None:
    own = asked(timezone.now())
    keeper, centre = (factories.client_of(who) for who in (own.adviser, own.houses[0].head))
    fields = {"title": "Neue", "closes_on": "31.12.2099", "shows": "aggregate"}
    keeper.post(f"{ROOT}neu/", fields)
    draft = Survey.objects.get(title="Neue")
    keeper.post(f"{ROOT}{draft.pk}/fragen/neu/?art=money", {"text": "Wie teuer?"})
    keeper.post(f"{ROOT}{draft.pk}/fragen/neu/?art=yesno", {"text": "Lohnt es?"})
    first, second = draft.questions.order_by("place")
    keeper.post(f"{ROOT}fragen/{second.pk}/hoch/")
    assert list(draft.questions.values_list("text", flat=True)) == ["Lohnt es?", "Wie teuer?"]
    condition = {"text": "Wie teuer?", "asked_if": f"{second.pk}:Ja"}
    keeper.post(f"{ROOT}fragen/{first.pk}/", condition)
    assert Question.objects.get(pk=first.pk).asked_if == second
    assert keeper.post(f"{ROOT}fragen/{second.pk}/runter/").status_code == 422
    assert centre.get(f"{ROOT}{draft.pk}/").status_code == 404
    running = f"{ROOT}fragen/{own.posts.pk}/"
    assert keeper.post(running, {"text": "Anders?", "unit": "Stellen"}).status_code == 302
    own.posts.refresh_from_db()
    assert own.posts.text == "Wie viele Stellen?"


def test_the_chain_is_linked_by_the_asker_and_ended_by_a_centre() -> None:
    now = timezone.now()
    group, survey = circle(now), asked(now)
    fields = {"owner": group.group.host, "created_by": group.chair, "created_at": now}
    paper = Paper.objects.create(title="Grundlagenpapier", tier="network", **fields)
    page = f"{ROOT}{survey.survey.pk}/kette/"
    keeper, centre = (factories.client_of(each) for each in (survey.adviser, survey.houses[0].head))
    own = f"survey:{survey.survey.pk}"
    assert keeper.post(page, {"source": own, "target": "paper:999999"}).status_code == 422
    keeper.post(page, {"source": own, "target": f"paper:{paper.pk}"})
    assert ProvenanceLink.objects.get().target_id == paper.pk
    use = {"of": f"paper:{paper.pk}", "text": "Elternabende", "since": "01.02.2026"}
    assert centre.post(page, use | {"since": "01.02.2099"}).status_code == 422
    centre.post(page, use)
    assert Use.objects.get().organisation == survey.houses[0].organisation
    assert "Elternabende" in keeper.get(page).content.decode()


def test_a_link_is_undone_with_a_reason_that_stays() -> None:
    now = timezone.now()
    group, survey = circle(now), asked(now)
    fields = {"owner": group.group.host, "created_by": group.chair, "created_at": now}
    paper = Paper.objects.create(title="Grundlagenpapier", tier="network", **fields)
    page = f"{ROOT}{survey.survey.pk}/kette/"
    keeper, centre = (factories.client_of(each) for each in (survey.adviser, survey.houses[0].head))
    keeper.post(page, {"source": f"survey:{survey.survey.pk}", "target": f"paper:{paper.pk}"})
    undo = f"{page}{ProvenanceLink.objects.get().pk}/loesen/"
    assert undo in keeper.get(page).content.decode()
    assert undo not in centre.get(page).content.decode()
    assert centre.post(undo, {"reason": "Will ich"}).status_code == 404
    assert keeper.post(undo, {"reason": " "}).status_code == 422
    assert ProvenanceLink.objects.exists()
    assert keeper.post(undo, {"reason": "Falsches Papier"}).status_code == 302
    assert not ProvenanceLink.objects.exists()
    assert keeper.post(undo, {"reason": "noch einmal"}).status_code == 404
    for browser in (keeper, centre):
        shown = browser.get(page).content.decode()
        assert "Falsches Papier" in shown
        assert "Gelöste Verknüpfungen" in shown
    Paper.objects.update(tier="group")  # who may not know of the paper reads no history of it
    assert "Falsches Papier" not in centre.get(page).content.decode()


def test_every_answer_stands_in_one_table_read_in_few_queries() -> None:
    now = timezone.now()
    own: Asked = asked(now, 6)
    own.submit(own.houses[0], now, role="koordiniert", more="<b>fett</b>")
    keeper = factories.client_of(own.adviser)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        page = keeper.get(f"{ROOT}{own.survey.pk}/antworten/").content.decode()
    assert "&lt;b&gt;fett&lt;/b&gt;" in page
    assert len(queries) <= 12
    assert summaries(own.survey)[0].given is None  # one answer is told to nobody
