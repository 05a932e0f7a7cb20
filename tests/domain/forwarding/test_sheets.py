"""The emergency road of third parties: out as a workbook, filled, in again; all or nothing."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from drehscheibe.domain.forwarding.link import acting_for_case
from drehscheibe.domain.forwarding.models import ForwardingCase
from drehscheibe.domain.forwarding.refusals import ForwardingRefused
from drehscheibe.domain.forwarding.sheets import APPLICATION, PROOF, case_workbook
from drehscheibe.domain.forwarding.sheets_in import CasePlan, read_case_workbook
from drehscheibe.domain.forwarding.third_party import drafting
from drehscheibe.domain.forwarding.third_party.links import secret_of
from drehscheibe.doors.public.forwarding.guarding import FIELD, case_token
from drehscheibe.kernel.tables.reading import TableRefused
from tests.domain.forwarding.third_party import samples
from tests.domain.funding.proof.workbooks import Cells, book_of, cells_of
from tests.pages import assert_sound

pytestmark = pytest.mark.django_db
HEAD = {
    "name": "Chor Musterau e. V.", "kind": "Verein", "street": "Ring 3", "postal_code": 59227,
    "town": "Musterau", "contact_name": "Deniz Muster", "title": "Singen",
    "description": "Wir singen.", "starts_on": date(2024, 1, 1), "ends_on": "31.12.2024",
}  # fmt: skip
B1 = {"volunteers": 4.0, "escorts": "3", "months": 10}


@pytest.fixture
def case(noon: datetime) -> ForwardingCase:
    """Somebody has begun and written nothing."""
    return samples.begun(samples.open_call(at=noon), at=noon)


def exported(case: ForwardingCase, stage: str = APPLICATION) -> Cells:
    """Every sheet as rows."""
    fresh = ForwardingCase.objects.select_related("call").get(pk=case.pk)
    with acting_for_case(case.pk):
        return cells_of(case_workbook(fresh, stage))


def fill(cells: Cells, head: dict[str, Any], code: str = "", values: Any = None) -> Cells:
    """Write values where the workbook asks for them."""
    for row in cells["Angaben"]:
        if row[0] in head:
            row[2] = head[row[0]]
    for row in cells.get("Fördergegenstände", []):
        if row[0] == code and row[2] in (values or {}):
            row[4] = values[row[2]]
    return cells


def take(case: ForwardingCase, cells: Cells, *, at: datetime, **how: Any) -> CasePlan:
    """Read a workbook in, as the page does."""
    fresh = ForwardingCase.objects.select_related("call").get(pk=case.pk)
    how = {"stage": APPLICATION, **how}
    with acting_for_case(case.pk):
        return read_case_workbook(case=fresh, content=book_of(cells), at=at, **how)


def test_an_application_is_written_offline_and_a_second_upload_is_harmless(
    case: ForwardingCase, noon: datetime
) -> None:
    """B1: 4 volunteers × 3 × 10 × 35 euro = 4,200."""
    cells = fill(exported(case), HEAD, "B1", B1)
    tried = take(case, cells, at=noon, dry=True)
    assert not tried.errors
    assert not ForwardingCase.objects.get(pk=case.pk).name
    done = take(case, cells, at=noon)
    assert done.done
    case = ForwardingCase.objects.get(pk=case.pk)
    assert (case.name, case.kind, case.postal_code) == (HEAD["name"], "association", "59227")
    assert case.starts_on == date(2024, 1, 1)
    assert [(row.code, row.amount) for row in case.items.all()] == [("B1", Decimal(4200))]
    again = take(case, exported(case), at=noon)
    assert again.done
    assert not again.differences


def test_what_was_chosen_stands_in_the_workbook_with_its_number(
    case: ForwardingCase, noon: datetime
) -> None:
    take(case, fill(exported(case), HEAD, "B1", B1), at=noon)
    cells = exported(case)
    (months,) = [r for r in cells["Fördergegenstände"] if r[0] == "B1" and r[2] == "months"]
    assert (months[1], months[4]) == (1, "10")
    months[4] = "5"
    take(case, cells, at=noon)
    assert ForwardingCase.objects.get(pk=case.pk).requested == Decimal(2100)


@pytest.mark.parametrize(
    ("head", "cell", "words"),
    [
        ({"starts_on": "02/03/2024"}, "Angaben!C17", "Tag.Monat.Jahr"),
        ({"postal_code": 123}, "Angaben!C8", "fünf Ziffern"),
        ({"kind": "Partei"}, "Angaben!C6", "einen der Einträge"),
        ({"volunteers": "-3"}, "Angaben!C12", "ganze Zahl"),
    ],
)
def test_mistakes_name_their_cell_and_nothing_is_taken(
    case: ForwardingCase, noon: datetime, head: dict[str, Any], cell: str, words: str
) -> None:
    plan = take(case, fill(exported(case), HEAD | head, "B1", B1), at=noon)
    assert [f"{each.sheet}!{each.cell}" for each in plan.errors] == [cell]
    assert words in plan.errors[0].message
    after = ForwardingCase.objects.get(pk=case.pk)
    assert (after.name, after.version, after.kept_input) == ("", 1, {})
    assert not after.items.exists()


def test_rows_that_belong_to_nothing_are_refused_not_lost(
    case: ForwardingCase, noon: datetime
) -> None:
    cells = fill(exported(case), HEAD, "B1", B1)
    cells["Fördergegenstände"].append(["B1", 7, "months", "", "3", ""])
    cells["Fördergegenstände"].append(["X9", "", "months", "", "3", ""])
    cells["Angaben"].append(["betrag", "Betrag", "500", ""])
    plan = take(case, cells, at=noon)
    assert len(plan.errors) == 3
    assert all("gehört nicht dazu" in each.message for each in plan.errors)


def test_what_was_changed_elsewhere_is_shown_with_both_texts(
    case: ForwardingCase, noon: datetime
) -> None:
    cells = fill(exported(case), HEAD)
    with acting_for_case(case.pk):
        drafting.save_application(
            case=case, typed={"title": "Tanzen"}, declared=None, version=1, at=noon
        )
    plan = take(case, cells, at=noon)
    assert plan.conflicts == {"title": ("Tanzen", "Singen")}
    assert not ForwardingCase.objects.get(pk=case.pk).name
    assert take(case, cells, at=noon, overwrite=True).done
    assert ForwardingCase.objects.get(pk=case.pk).title == "Singen"


def test_another_case_stage_or_version_is_refused(case: ForwardingCase, noon: datetime) -> None:
    for line, value, words in (
        (1, "W-1", "gehört zu"),
        (2, "99", "Fassung"),
        (3, PROOF, "nicht die Datei"),
    ):
        cells = fill(exported(case), HEAD)
        cells["Angaben"][line][2] = value
        with pytest.raises(TableRefused, match=words):
            take(case, cells, at=noon)


def test_a_handed_in_application_takes_nothing(noon: datetime) -> None:
    case = samples.filled(samples.open_call(at=noon), at=noon)
    cells = fill(exported(case), {"title": "Neu"})
    samples.handed_in(case, at=noon)
    with pytest.raises(ForwardingRefused, match="schon eingereicht"):
        take(case, cells, at=noon)


def test_a_proof_is_written_offline(noon: datetime) -> None:
    case = samples.paid(samples.filled(samples.open_call(at=noon), at=noon), at=noon)
    cells = exported(case, PROOF)
    codes = [row[0] for row in cells["Angaben"][4:]]
    assert codes[:2] == ["text", "participants"]
    values = {"text": "Wir haben gesungen.", "participants": 30.0, "lines-1-months": "9"}
    plan = take(case, fill(cells, values | {"lines-1-measures": 2}), at=noon, stage=PROOF)
    assert plan.done
    proof = ForwardingCase.objects.get(pk=case.pk).proof
    assert (proof.text, proof.participants) == ("Wir haben gesungen.", 30)
    assert proof.lines.get(item__number=1).claimed == Decimal(4500)
    again = take(case, exported(case, PROOF), at=noon, stage=PROOF)
    assert again.done
    assert not again.differences


def test_500_rows_are_answered_with_as_many_queries_as_five(
    case: ForwardingCase, noon: datetime
) -> None:
    def asked(rows: int) -> int:
        cells = fill(exported(case), HEAD, "B1", B1)
        cells["Fördergegenstände"] += [["B1", 7, f"x{n}", "", "3", ""] for n in range(rows)]
        with CaptureQueriesContext(connection) as seen:
            assert len(take(case, cells, at=noon).errors) == rows
        return len(seen)

    assert asked(500) == asked(5)


def test_the_pages_give_and_take_the_workbook() -> None:
    now = timezone.now()
    case = samples.begun(samples.open_call(at=now), at=now)
    secret, client = secret_of(case), Client(enforce_csrf_checks=True)
    base = f"/foerderung/antrag/{secret}/tabelle/"
    answer = client.get(base)
    cells = fill(cells_of(answer.content), HEAD, "B1", B1)
    assert_sound(client.get(f"{base}einlesen/"))

    def send(**form: Any) -> Any:
        from django.core.files.uploadedfile import SimpleUploadedFile

        file = SimpleUploadedFile("antrag.xlsx", book_of(cells))
        return client.post(f"{base}einlesen/", {FIELD: case_token(secret), "file": file, **form})

    tried = send()
    assert_sound(tried)
    assert "Chor Musterau" in tried.content.decode()
    assert not ForwardingCase.objects.get(pk=case.pk).name
    assert send(take="1").status_code == 302
    assert ForwardingCase.objects.get(pk=case.pk).name == HEAD["name"]
    assert client.post(f"{base}einlesen/", {"file": "x"}).status_code == 403
