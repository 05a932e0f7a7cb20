"""The application's emergency road: out as a workbook, filled, in again; all or nothing."""

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from drehscheibe.domain.funding import drafting
from drehscheibe.domain.funding.draft_sheets import application_workbook, read_workbook
from drehscheibe.domain.funding.models import Application
from drehscheibe.kernel.tables.reading import TableRefused
from tests import factories
from tests.domain.funding.proof.workbooks import Cells, book_of, cells_of
from tests.domain.funding.stories import Story, story
from tests.pages import assert_sound

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Story:
    """Kreis Musterau."""
    return story()


@pytest.fixture
def draft(case: Story, noon: datetime) -> Application:
    """A complete draft."""
    return case.draft(at=noon)


def filled(draft: Application) -> Cells:
    """Two costs changed, a material item added."""
    cells = cells_of(application_workbook(draft))
    cells["Stellen"][1][7] = 51234.5
    cells["Stellen"][2][1] = "Fachkraft"
    cells["Sachausgaben"].append([1, "Übersetzungspool", "Übersetzungen", 1200])
    return cells


def test_round_trip_and_a_second_reading_changes_nothing(
    case: Story, draft: Application, noon: datetime
) -> None:
    content = book_of(filled(draft))
    who: dict[str, Any] = {"application": draft, "content": content, "by": case.specialist}
    tried = read_workbook(**who, at=noon, dry=True)
    assert not tried.errors
    assert not tried.done
    assert not draft.material.exists()
    done = read_workbook(**who, at=noon)
    assert done.done
    assert draft.posts.get(number=1).expected_cost == Decimal("51234.50")
    assert draft.material.get().amount == Decimal(1200)
    draft = Application.objects.get(pk=draft.pk)
    again = read_workbook(application=draft, content=content, by=case.specialist, at=noon)
    assert again.done
    assert not again.differences


def test_a_mistake_names_its_place_and_nothing_is_taken(
    case: Story, draft: Application, noon: datetime
) -> None:
    cells = filled(draft)
    cells["Stellen"][3][1] = "Direktion"
    cells["Stellen"][4][2] = 7
    plan = read_workbook(application=draft, content=book_of(cells), by=case.specialist, at=noon)
    assert {(e.sheet, e.row, e.column) for e in plan.errors} == {
        ("Stellen", 4, "Art"), ("Stellen", 5, "Anteil"),
    }  # fmt: skip
    assert draft.posts.get(number=1).expected_cost is None
    assert not draft.material.exists()


def test_a_change_of_others_after_the_export_is_not_overwritten_unseen(
    case: Story, draft: Application, noon: datetime
) -> None:
    content = book_of(filled(draft))
    drafting.save_draft(
        application=draft, typed={"posts-1-expected_cost": "50000"}, version=draft.version,
        by=case.head, at=noon,
    )  # fmt: skip
    who: dict[str, Any] = {"content": content, "by": case.specialist, "at": noon}
    plan = read_workbook(application=Application.objects.get(pk=draft.pk), **who)
    assert list(plan.conflicts) == ["posts-1-expected_cost"]
    assert draft.posts.get(number=1).expected_cost == Decimal(50000)


def test_a_workbook_of_another_case_is_refused_and_the_page_is_sound(
    case: Story, draft: Application, noon: datetime
) -> None:
    cells = filled(draft)
    cells["Angaben"][1][2] = "KI-2023-00000-1"
    with pytest.raises(TableRefused, match="gehört zu"):
        read_workbook(application=draft, content=book_of(cells), by=case.specialist, at=noon)
    page = factories.client_of(case.specialist)
    assert_sound(page.get(f"/mitarbeit/foerderung/antraege/{draft}/einlesen/"))


def test_without_its_number_or_with_a_version_to_come_nothing_is_taken(
    case: Story, draft: Application, noon: datetime
) -> None:
    who: dict[str, Any] = {"application": draft, "by": case.specialist, "at": noon}
    cells = filled(draft)
    del cells["Angaben"][1]
    plan = read_workbook(**who, content=book_of(cells))
    assert [(each.cell, each.message) for each in plan.errors] == [
        ("C2", "Das Aktenzeichen fehlt.")
    ]
    assert not plan.done
    cells = filled(draft)
    cells["Angaben"][2][2] = str(draft.version + 1)
    with pytest.raises(TableRefused, match="gibt es noch nicht"):
        read_workbook(**who, content=book_of(cells))
    assert not draft.material.exists()


def test_a_mistake_is_shown_with_its_cell(case: Story, draft: Application, noon: datetime) -> None:
    cells = filled(draft)
    cells["Stellen"][1][7] = "viel"
    cells["Angaben"][3][2] = "ganz"
    plan = read_workbook(application=draft, content=book_of(cells), by=case.specialist, at=noon)
    assert {f"{each.sheet}!{each.cell}" for each in plan.errors} >= {"Stellen!H2"}
