"""Writing an application through the link: nothing typed is lost, amounts follow while typing."""

from datetime import datetime
from decimal import Decimal

import pytest
from django.db import connection

from drehscheibe.domain.forwarding.facts import findings_of
from drehscheibe.domain.forwarding.link import acting_for_case
from drehscheibe.domain.forwarding.models import CaseItem, ForwardingCase
from drehscheibe.domain.forwarding.refusals import ForwardingRefused
from drehscheibe.domain.forwarding.third_party import drafting
from drehscheibe.domain.forwarding.third_party.choosing import training_room
from tests.domain.forwarding.samples import plain
from tests.domain.forwarding.third_party.samples import CLUB, begun, filled, open_call, typed

pytestmark = pytest.mark.django_db


def save(
    case: ForwardingCase, texts: dict[str, str], *, at: datetime, version: int | None = None,
    overwrite: bool = False,
) -> drafting.Saved:  # fmt: skip
    """Save as the page does."""
    with acting_for_case(case.pk):
        saved = drafting.save_application(
            case=case, typed=texts, declared=None, at=at, overwrite=overwrite,
            version=case.version if version is None else version,
        )  # fmt: skip
    case.refresh_from_db()
    return saved


def test_a_complete_draft_has_its_amounts(noon: datetime) -> None:
    """Example 11, the parts B2 and D1: 2 × 250 × 10 and 2 × 800."""
    case = filled(open_call(at=noon), at=noon)
    assert [row.amount for row in case.items.all()] == [Decimal(5000), Decimal(1600)]
    assert case.requested == Decimal(6600)
    assert [found.rule for found in findings_of(case) if found.blocks] == []
    assert case.applicant_key == "sportvereinmusterau1900"


def test_unreadable_input_is_kept_beside_its_error(noon: datetime) -> None:
    case = begun(open_call(at=noon), at=noon)
    saved = save(case, {**CLUB, "starts_on": "neulich", "postal_code": "59"}, at=noon)
    assert set(saved.errors) == {"starts_on", "postal_code"}
    assert "fünf Ziffern" in saved.errors["postal_code"]
    assert case.kept_input == {"starts_on": "neulich", "postal_code": "59"}
    assert case.name == CLUB["name"]
    again = save(case, {"starts_on": "01.02.2024"}, at=noon)
    assert set(again.errors) == {"postal_code"}
    assert str(case.starts_on) == "2024-02-01"


def test_a_second_device_shows_both_texts(noon: datetime) -> None:
    """What was changed elsewhere is not overwritten unseen."""
    case = begun(open_call(at=noon), at=noon)
    old = case.version
    save(case, {"title": "Sport verbindet", "town": "Musterau"}, at=noon)
    saved = save(case, {"title": "Kochen verbindet", "phone": "02382 1"}, at=noon, version=old)
    assert saved.conflicts == {"title": ("Sport verbindet", "Kochen verbindet")}
    assert (case.title, case.phone) == ("Sport verbindet", "02382 1")
    save(case, {"title": "Kochen verbindet"}, at=noon, version=old, overwrite=True)
    assert case.title == "Kochen verbindet"


def test_text_for_a_removed_item_is_shown(noon: datetime) -> None:
    case = begun(open_call(at=noon), at=noon)
    with acting_for_case(case.pk):
        number = drafting.add_item(case=case, code="B1", at=noon)
        case.refresh_from_db()
        old = case.version
        drafting.remove_item(case=case, number=number, at=noon)
    saved = save(case, typed(number, {"months": "10"}), at=noon, version=old)
    assert saved.conflicts == {f"items-{number}-months": ("Punkt entfernt", "10")}


def test_a_number_is_never_given_twice(noon: datetime) -> None:
    case = begun(open_call(at=noon), at=noon)
    with acting_for_case(case.pk):
        first = drafting.add_item(case=case, code="B1", at=noon)
        drafting.remove_item(case=case, number=first, at=noon)
        assert drafting.add_item(case=case, code="B2", at=noon) == first + 1


def test_unknown_items_and_fields_are_refused_or_ignored(noon: datetime) -> None:
    """Attack 6: guessed item codes, ids of items that do not exist, columns nobody may write."""
    case = begun(open_call(at=noon), at=noon)
    with acting_for_case(case.pk), pytest.raises(ForwardingRefused, match="gibt es in diesem"):
        drafting.add_item(case=case, code="X9", at=noon)
    strange = {"items-99-months": "3", "status": "promised", "promised": "9", "items-x-y": "1"}
    saved = save(case, {**strange, "number": "W-1", "email": "x@example.org"}, at=noon)
    assert not saved.errors
    assert (case.status, case.promised) == ("draft", None)
    assert case.email != "x@example.org"


def test_another_case_stays_out_of_reach(noon: datetime) -> None:
    """Attack 1: the wall of one link hides every other case and its items."""
    call = open_call(at=noon)
    mine = begun(call, at=noon)
    other = filled(call, at=noon, address="other@verein.example")
    with acting_for_case(mine.pk):
        assert list(ForwardingCase.objects.values_list("pk", flat=True)) == [mine.pk]
        assert not CaseItem.objects.filter(case_id=other.pk).exists()
        with pytest.raises(ForwardingCase.DoesNotExist):
            drafting.remove_item(case=other, number=1, at=noon)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.reach', 'system', false)")
    assert other.items.count() == 2


def test_k10_is_told_with_the_amount_left(noon: datetime) -> None:
    """Example 12 and K10: 30 % of 70,289.82 are 21,086.94, and that much is left."""
    case = filled(open_call(at=noon), at=noon)
    with acting_for_case(case.pk):
        from drehscheibe.domain.forwarding.facts import amounts_of, programme_of

        room = training_room(programme_of(case), case.allocation_id, amounts_of(case))
    assert room
    assert plain(room.message) == (
        "Für Schulungen dürfen in diesem Gebiet höchstens 30 % der Mittel ausgegeben werden, das "
        "sind 21.086,94 €. Davon sind noch 21.086,94 € frei."
    )
    save(case, typed(2, {"days": "27"}), at=noon)
    with acting_for_case(case.pk):
        room = training_room(programme_of(case), case.allocation_id, amounts_of(case))
    assert room
    assert not room.fits
    assert "Sie beantragen 21.600,00 €" in plain(room.message)


def test_a_handed_in_application_cannot_be_typed_into(noon: datetime) -> None:
    from drehscheibe.domain.forwarding.third_party.handing_in import confirm_address, hand_in
    from tests.domain.forwarding.third_party.samples import link

    case = filled(open_call(at=noon), at=noon)
    with acting_for_case(case.pk):
        confirm_address(case, at=noon)
        hand_in(case=case, link=link, at=noon)
        with pytest.raises(ForwardingRefused, match="schon eingereicht"):
            drafting.save_application(
                case=case, typed={"title": "x"}, declared=None, version=99, at=noon
            )
