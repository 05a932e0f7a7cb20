"""survey → group → paper → training → use, told from any end; and the survey of the year."""

from datetime import date, datetime, timedelta
from itertools import pairwise
from uuid import uuid4

import pytest

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.controlling.models import Activity
from drehscheibe.domain.controlling.returns.matrix import whole_matrix
from drehscheibe.domain.controlling.returns.states import State
from drehscheibe.domain.exchange.models import Paper
from drehscheibe.domain.surveys.asking import close_due
from drehscheibe.domain.surveys.models import ProvenanceLink, SurveyResponse, Use
from drehscheibe.domain.surveys.prefilling import known_figures
from drehscheibe.domain.surveys.provenance import chain_of, link
from drehscheibe.domain.surveys.refusals import SurveyRefused
from drehscheibe.domain.surveys.responding import open_response, save
from drehscheibe.domain.surveys.signing import decline, give_back, submit
from drehscheibe.domain.surveys.unlinking import undone_among, unlink
from drehscheibe.kernel.permissions.reach import standing_of
from drehscheibe.kernel.permissions.second_wall import acting_as
from tests import factories
from tests.domain.exchange.stories import circle
from tests.domain.surveys.stories import asked

pytestmark = pytest.mark.django_db


def test_the_chain_is_told_from_any_end(noon: datetime) -> None:
    own, survey = circle(noon), asked(noon).survey
    day = noon.date()
    fields = {"owner": own.group.host, "created_by": own.chair, "created_at": noon}
    paper = Paper.objects.create(title="Grundlagenpapier", tier="network", **fields)
    use = Use.objects.create(
        organisation=own.soest, text="Fortbildung der Kitas", since=day, told_by=own.head
    )
    steps = [survey, own.group, paper, use]
    for source, target in pairwise(steps):
        link(source=source, target=target, by=own.chair, at=noon)
        link(source=source, target=target, by=own.chair, at=noon)
    assert ProvenanceLink.objects.count() == 3
    standing = standing_of(own.chair, on=day)
    kinds = ["survey", "group", "paper", "use"]
    for place, thing in enumerate(steps):
        with acting_as(standing):
            chain = chain_of(thing, standing)
        assert [node.kind for node in chain] == kinds
        assert [node.step for node in chain] == [step - place for step in range(4)]
        assert all(node.title for node in chain)
    with pytest.raises(SurveyRefused, match="tauschen"):
        link(source=paper, target=survey, by=own.chair, at=noon)
    with pytest.raises(SurveyRefused, match="Verknüpfen können"):
        link(source=survey, target=paper, by=own.deputy, at=noon)


def test_an_undone_link_can_be_made_again_and_is_undone_once(noon: datetime) -> None:
    own, survey = circle(noon), asked(noon).survey
    made = link(source=survey, target=own.group, by=own.chair, at=noon)
    with pytest.raises(SurveyRefused, match="Lösen kann"):
        unlink(link=made, reason="so", by=own.deputy, at=noon)
    with pytest.raises(SurveyRefused, match="Grund"):
        unlink(link=made, reason=" ", by=own.chair, at=noon)
    unlink(link=made, reason="falsch", by=own.chair, at=noon)
    with pytest.raises(SurveyRefused, match="schon gelöst"):
        unlink(link=made, reason="falsch", by=own.chair, at=noon)
    link(source=survey, target=own.group, by=own.chair, at=noon)
    standing = standing_of(own.chair, on=noon.date())
    assert [node.kind for node in chain_of(survey, standing)] == ["survey", "group"]
    (told,) = undone_among([("survey", survey.pk)], standing)
    assert (told.source, told.target, told.reason, told.by) == (
        str(survey), str(own.group), "falsch", own.chair
    )  # fmt: skip


def test_what_one_may_not_know_of_has_no_title_in_the_chain(noon: datetime) -> None:
    own, survey = circle(noon), asked(noon).survey
    fields = {"owner": own.group.host, "created_by": own.chair, "created_at": noon}
    secret = Paper.objects.create(title="Geheim", tier="group", group=own.group, **fields)
    link(source=survey, target=secret, by=own.chair, at=noon)
    stranger = standing_of(factories.person("head"), on=noon.date())
    shown = chain_of(survey, stranger)
    assert [(node.kind, node.title) for node in shown][-1] == ("paper", "")


def test_the_return_matrix_knows_the_survey_of_the_year(noon: datetime) -> None:
    """Open, draft, query, submitted, agreed, declined: as the other returns."""
    own = asked(noon, 5, year=2022)
    centres = [factories.centre(f"Kreis Muster {n}") for n in range(5)]
    for centre, response in zip(centres, own.survey.responses.order_by("pk"), strict=True):
        SurveyResponse.objects.filter(pk=response.pk).update(organisation=centre.organisation)
    assert states(centres) == [State.OPEN] * 5
    heads = [factories.person("head", of=centre.organisation) for centre in centres]
    rows = list(own.survey.responses.order_by("pk"))
    for row, head in list(zip(rows, heads, strict=True))[:4]:
        opened = open_response(response=row, by=head, at=noon)
        save(
            response=opened, typed={f"frage_{own.role.pk}": "keine"}, seen=opened.edits, by=head,
            at=noon,
        )  # fmt: skip
    submit(response=rows[1], by=heads[1], at=noon)
    submit(response=rows[2], by=heads[2], at=noon)
    give_back(response=rows[2], reason="genauer", by=own.adviser, at=noon)
    decline(response=rows[3], reason="nein", by=heads[3], at=noon)
    wanted = [State.DRAFT, State.SUBMITTED, State.QUERY, State.NOT_OWED, State.OPEN]
    assert states(centres) == wanted
    ministry = factories.person(
        "ministry_integration", of=factories.organisation("Ministerium", "ministry")
    )
    with acting_as(standing_of(ministry, on=noon.date())):
        assert states(centres)[0] == State.OPEN  # a draft is nobody else's business
    close_due(at=own.survey.closes_at + timedelta(days=1))
    assert states(centres)[1] == State.AGREED


def states(centres: list[Centre]) -> list[State]:
    """The cell „survey“ of each."""
    rows = whole_matrix(centres, 2022, date(2022, 9, 20)).rows
    found = {
        row.centre.pk: cell.state
        for row in rows
        for cell in row.cells
        if cell.column.obligation.key == "survey"
    }
    return [found[centre.pk] for centre in centres]


def test_known_figures_stand_in_the_form(noon: datetime) -> None:
    """What the platform has counted is not typed again; what is not counted stays open."""
    own = asked(noon, 1, year=2022)
    centre = factories.centre()
    response = own.survey.responses.get()
    SurveyResponse.objects.filter(pk=response.pk).update(organisation=centre.organisation)
    response.refresh_from_db()
    posts = own.posts
    type(posts).objects.filter(pk=posts.pk).update(figure="activities.count")
    assert known_figures(response, at=noon) == {}
    Activity.objects.create(
        centre=centre, key=uuid4(), title="Elterncafé", happened_on=date(2022, 5, 1), place="Ort",
        audience="Eltern", participants=12, entered_by=own.adviser, entered_at=noon,
    )  # fmt: skip
    assert known_figures(response, at=noon) == {posts.pk: "1"}
