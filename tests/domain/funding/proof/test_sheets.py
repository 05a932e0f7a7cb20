"""The emergency road: out as a workbook, filled, in again; all or nothing, twice is harmless."""

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from drehscheibe.domain.funding.models import ProofOfUse
from drehscheibe.domain.funding.proof import drafting
from drehscheibe.domain.funding.proof.facts import figures_of
from drehscheibe.domain.funding.proof.refusals import ProofRefused
from drehscheibe.domain.funding.proof.sheet_import import import_workbook
from drehscheibe.domain.funding.proof.sheet_reading import plan_import
from drehscheibe.kernel.tables.reading import TableRefused
from tests.domain.funding.proof import samples
from tests.domain.funding.proof.workbooks import book_of, filled, with_vouchers
from tests.domain.funding.stories import Story

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Story:
    """Musterstadt."""
    return samples.city()


@pytest.fixture
def proof(case: Story, noon: datetime) -> ProofOfUse:
    """Example 8, opened and not typed."""
    return samples.paid_case(case, at=noon).proof


def test_round_trip_of_example_8_and_a_second_upload_is_harmless(
    case: Story, proof: ProofOfUse
) -> None:
    content = book_of(with_vouchers(filled(proof), 3))
    plan = import_workbook(proof=proof, content=content, by=case.specialist, at=samples.MARCH)
    assert len(plan.differences) == 6 + 2 + 3
    proof.refresh_from_db()
    assert figures_of(proof).eligible == samples.ELIGIBLE
    assert proof.vouchers.count() == 3
    again = import_workbook(proof=proof, content=content, by=case.specialist, at=samples.MARCH)
    assert again.changes_nothing
    version = proof.version
    proof.refresh_from_db()
    assert (proof.version, proof.vouchers.count()) == (version, 3)


def test_mistakes_name_sheet_row_column_and_value_and_nothing_is_taken(
    case: Story, proof: ProofOfUse
) -> None:
    cells = with_vouchers(filled(proof), 2)
    cells["Stellen"][2][5] = -5
    cells["Stellen"][3][0] = 99
    cells["Belege"][1][7] = "1,234"
    cells["Belege"][2][1] = "Kantine"
    cells["Belege"][2][3] = "31.02.2023"
    content = book_of(cells)
    found = {
        (e.sheet, e.row, e.column): (e.value, e.message) for e in plan_import(proof, content).errors
    }
    assert "negativ" in found[("Stellen", 3, "tatsächliche Ausgaben")][1]
    assert "nicht im Nachweis" in found[("Stellen", 4, "Nr.")][1]
    value, message = found[("Belege", 2, "Betrag")]
    assert value == "1,234"
    assert "mehrdeutig" in message
    assert "28 Tage" in found[("Belege", 3, "Datum")][1]
    with pytest.raises(ProofRefused, match="Nichts übernommen"):
        import_workbook(proof=proof, content=content, by=case.specialist, at=samples.MARCH)
    assert not proof.vouchers.exists()
    assert proof.posts.get(number=1).actual_cost is None


def test_a_workbook_of_another_case_and_no_workbook_are_refused(proof: ProofOfUse) -> None:
    cells = filled(proof)
    cells["Angaben"][1][2] = "KI-2023-99999-1"
    with pytest.raises(TableRefused, match="gehört zu"):
        plan_import(proof, book_of(cells))
    del cells["Belege"]
    with pytest.raises(TableRefused, match="Belege"):
        plan_import(proof, book_of(cells))
    with pytest.raises(TableRefused, match="keine Excel-Tabelle"):
        plan_import(proof, b"a;b\n1;2\n")


def test_formulas_are_not_calculated_and_hidden_sheets_not_read(proof: ProofOfUse) -> None:
    plan = plan_import(proof, book_of(filled(proof), formula=True, hidden=True))
    said = " ".join(plan.notes)
    assert "Formeln wurden nicht berechnet" in said
    assert "Ausgeblendete Blätter wurden nicht gelesen: 1" in said
    assert plan.rows["posts"][1]["actual_cost"] == Decimal(61000)


def test_what_somebody_changed_after_the_export_is_asked_about(
    case: Story, proof: ProofOfUse
) -> None:
    content = book_of(filled(proof))
    drafting.save_proof(
        proof=proof, typed={"posts-1-actual_cost": "60000"}, version=1, by=case.head,
        at=samples.MARCH,
    )  # fmt: skip
    who: dict[str, Any] = {
        "proof": proof,
        "content": content,
        "by": case.specialist,
        "at": samples.MARCH,
    }
    with pytest.raises(ProofRefused, match="nach dem Export"):
        import_workbook(**who)
    import_workbook(**who, overwrite=True)
    assert proof.posts.get(number=1).actual_cost == Decimal(61000)


def test_500_vouchers_are_read_in_with_no_query_for_each(case: Story, proof: ProofOfUse) -> None:
    """How long it takes is measured in benchmarks/proofs.py."""
    content = book_of(with_vouchers(filled(proof), 500))
    with CaptureQueriesContext(connection) as seen:
        import_workbook(proof=proof, content=content, by=case.specialist, at=samples.MARCH)
    assert len(seen) < 100
    assert proof.vouchers.count() == 500
