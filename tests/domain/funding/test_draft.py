"""Typing an application: everything is kept, two people notice each other."""

from datetime import datetime
from decimal import Decimal

import pytest

from drehscheibe.domain.funding import drafting
from drehscheibe.domain.funding.draft_fields import typed_texts
from drehscheibe.domain.funding.facts import findings_of
from tests.domain.funding.stories import Story, story

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Story:
    """Kreis Musterau."""
    return story()


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("posts-1-filled_from", "31.02.2023", "31.02"),
        ("posts-1-share", "zwei", "Stellenanteil"),
        ("posts-1-expected_cost", "-5", ""),
        ("posts-1-expected_cost", "999999999999", ""),
        ("posts-1-expected_cost", "1,234", "Meinten Sie"),
        ("posts-1-category", "MINISTER", "Liste"),
    ],
)
def test_unreadable_input_is_kept_beside_its_german_error(
    case: Story, noon: datetime, field: str, typed: str, says: str
) -> None:
    draft = case.draft(at=noon)
    saved = drafting.save_draft(
        application=draft, typed={field: typed}, version=99, by=case.specialist, at=noon
    )
    assert says in saved.errors[field]
    draft.refresh_from_db()
    assert typed_texts(draft)[field] == typed
    assert any(found.anchor == field for found in findings_of(draft, on=noon.date()))


@pytest.mark.parametrize("typed", ["1.234,56", "1234.56", "1234,56"])
def test_amounts_are_read_as_people_write_them(case: Story, noon: datetime, typed: str) -> None:
    draft = case.draft(at=noon)
    drafting.save_draft(
        application=draft,
        typed={"posts-1-expected_cost": typed},
        version=99,
        by=case.specialist,
        at=noon,
    )
    assert draft.posts.get(number=1).expected_cost == Decimal("1234.56")


def test_a_share_of_0_7_is_refused_at_its_field(case: Story, noon: datetime) -> None:
    draft = case.draft(at=noon)
    drafting.save_draft(
        application=draft, typed={"posts-1-share": "0,7"}, version=99, by=case.specialist, at=noon
    )
    draft.refresh_from_db()
    found = [each for each in findings_of(draft, on=noon.date()) if each.anchor == "posts-1-share"]
    assert found
    assert found[0].blocks


def test_attack_10_the_second_of_two_editors_sees_both_versions(
    case: Story, noon: datetime
) -> None:
    draft = case.draft(at=noon)
    draft.refresh_from_db()
    both_loaded = draft.version
    first = drafting.save_draft(
        application=draft, typed={"head_share": "0,5"}, version=both_loaded,
        by=case.specialist, at=noon,
    )  # fmt: skip
    assert first.conflicts == {}
    second = drafting.save_draft(
        application=draft, typed={"head_share": "0,8", "deputy_share": "0,6"},
        version=both_loaded, by=case.head, at=noon,
    )  # fmt: skip
    assert second.conflicts == {"head_share": ("0,5", "0,8")}
    draft.refresh_from_db()
    assert (draft.head_share, draft.deputy_share) == (Decimal("0.5"), Decimal("0.6"))
    drafting.save_draft(
        application=draft, typed={"head_share": "0,8"}, version=second.version,
        by=case.head, at=noon, overwrite=True,
    )  # fmt: skip
    draft.refresh_from_db()
    assert draft.head_share == Decimal("0.8")


def test_attack_6_unknown_fields_change_nothing(case: Story, noon: datetime) -> None:
    draft = case.draft(at=noon)
    drafting.save_draft(
        application=draft,
        typed={"status": "granted", "granted": "1", "created_by": "1", "posts-1-id": "5"},
        version=99,
        by=case.specialist,
        at=noon,
    )
    draft.refresh_from_db()
    assert (draft.status, draft.granted) == ("draft", None)


def test_rows_come_and_go_with_what_was_typed_in_them(case: Story, noon: datetime) -> None:
    draft = case.draft(at=noon)
    number = drafting.add_row(application=draft, table="material", by=case.specialist, at=noon)
    drafting.save_draft(
        application=draft, typed={f"material-{number}-amount": "viel"}, version=99,
        by=case.specialist, at=noon,
    )  # fmt: skip
    drafting.remove_row(
        application=draft, table="material", number=number, by=case.specialist, at=noon
    )
    draft.refresh_from_db()
    assert draft.kept_input == {}
    assert draft.material.count() == 0
