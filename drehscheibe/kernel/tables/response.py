"""A table as a download. The one file of this room that knows of requests."""

import re
from collections.abc import Sequence

from django.http import Http404, HttpResponse  # noqa: TID251 (the room's only door)

from drehscheibe.kernel.tables.columns import Column, Rows
from drehscheibe.kernel.tables.csv_out import write_csv
from drehscheibe.kernel.tables.xlsx_out import write_xlsx

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def table_response(name: str, columns: Sequence[Column], rows: Rows, format: str) -> HttpResponse:  # noqa: A002
    """The table as `name.csv` or `name.xlsx`; any other format is a page that does not exist."""
    if format not in TYPES:
        raise Http404(format)
    words = name.replace("-", " ").strip()
    title = words[:1].upper() + words[1:]  # not capitalize(): German nouns keep their capitals
    body = write_csv(columns, rows) if format == "csv" else write_xlsx(columns, rows, title=title)
    response = HttpResponse(body, content_type=TYPES[format])
    safe = re.sub(r"[^a-z0-9_-]+", "-", name.lower()).strip("-") or "tabelle"
    response["Content-Disposition"] = f'attachment; filename="{safe}.{format}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
