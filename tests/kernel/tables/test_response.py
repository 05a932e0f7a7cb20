"""A table leaves as an attachment."""

import pytest
from django.http import Http404

from drehscheibe.kernel.tables.columns import Column
from drehscheibe.kernel.tables.reading import read_table
from drehscheibe.kernel.tables.response import table_response

COLUMNS = (Column("name", "Name"),)
ROWS = ({"name": "Ahlen"},)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_both_forms_hold_the_same_rows(form: str) -> None:
    response = table_response("antraege-2023", COLUMNS, ROWS, form)
    assert response["Content-Disposition"] == f'attachment; filename="antraege-2023.{form}"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert read_table(response.content, COLUMNS).rows == ROWS


@pytest.mark.parametrize("form", ["pdf", "", "xlsm", "../csv"])
def test_another_form_does_not_exist(form: str) -> None:
    with pytest.raises(Http404):
        table_response("x", COLUMNS, ROWS, form)


def test_the_name_cannot_break_the_header() -> None:
    response = table_response('Anträge"\r\nX: y', COLUMNS, ROWS, "csv")
    assert response["Content-Disposition"] == 'attachment; filename="antr-ge-x-y.csv"'
