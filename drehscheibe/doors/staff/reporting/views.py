"""The analysis over all centres: figures, their definitions, and the rows behind them."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.urls import reverse

from drehscheibe.domain.controlling.models import Degree
from drehscheibe.domain.reporting import permissions as may
from drehscheibe.domain.reporting import rows as selectors
from drehscheibe.domain.reporting.analysis import analysis_of
from drehscheibe.domain.reporting.catalogue import Entry, entries
from drehscheibe.domain.reporting.columns import Layout, layout_of
from drehscheibe.domain.reporting.filters import Filters, as_query, filters_from
from drehscheibe.domain.reporting.frozen import table_columns, table_rows
from drehscheibe.domain.reporting.indicator import indicator_page
from drehscheibe.domain.reporting.rows import Row
from drehscheibe.domain.reporting.tables import Table
from drehscheibe.domain.reporting.wording import MASKED_FOR_EVERYBODY, MASKED_MEANS, words_of
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.doors.staff.reporting.forms import FilterForm
from drehscheibe.doors.staff.reporting.parts import part
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.permissions.reach import holds
from drehscheibe.kernel.tables.response import table_response

TEMPLATES = "staff/reporting"
ROWS_A_PAGE = 60


@staff_page(may.ANALYSIS)
def analysis(request: StaffRequest) -> HttpResponse:
    """Auswertung: what the network planned and reached, released figures only."""
    filters = chosen(request)
    found = analysis_of(filters, with_rows=sees_rows(request))
    context = frame(request, found.layout) | {
        "parts": [part(table, found.layout) for table in found.tables],
        "masked_means": masked_words(request, found.tables),
        "may_freeze": holds(request.standing, [may.FREEZE]),
        "may_read_frozen": holds(request.standing, [may.FROZEN]),
        "trail": [("Übersicht", reverse("staff:home")), ("Auswertung", "")],
    }
    return render_page(request, f"{TEMPLATES}/analysis.html", context, part="results")


@staff_page(may.ANALYSIS)
def analysis_export(request: StaffRequest, form: str) -> HttpResponse:
    """The same tables as file, masked alike."""
    found = analysis_of(chosen(request), with_rows=sees_rows(request))
    rows = (row for table in found.tables for row in table_rows(table))
    return table_response("auswertung", table_columns(), rows, form)


@staff_page(may.ANALYSIS)
def indicator_detail(request: StaffRequest, code: str) -> HttpResponse:
    """One indicator of the catalogue: course, splits, definitions."""
    entry = entry_or_404(code)
    found = _indicator(request, entry)
    context = frame(request, found.layout) | {
        "entry": entry,
        "parts": [part(table, found.layout) for table in found.tables],
        "own": list(zip(found.layout.columns, found.own, strict=True)) if found.own else [],
        "masked_means": masked_words(request, found.tables),
        "trail": trail(request, (entry.name, "")),
    }
    return render_page(request, f"{TEMPLATES}/indicator_detail.html", context, part="results")


@staff_page(may.ANALYSIS)
def indicator_export(request: StaffRequest, code: str, form: str) -> HttpResponse:
    """The tables of an indicator as file, masked alike."""
    entry = entry_or_404(code)
    rows = (row for table in _indicator(request, entry).tables for row in table_rows(table))
    return table_response(f"auswertung-{code}", table_columns(), rows, form)


@staff_page(may.ROWS)
def row_list(request: StaffRequest) -> HttpResponse:
    """The rows behind one figure, in the order of the register."""
    layout = layout_of(chosen(request))
    what = request.GET.get("was") or "ziele"
    column = request.GET.get("spalte") or layout.columns[-1].key
    if column not in {each.key for each in layout.columns}:
        raise Http404
    title, rows, entry = _rows(request, layout, what, column)
    label = next(each.label for each in layout.columns if each.key == column)
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("seite"))
    context = {
        "title": f"{title}, {label}",
        "entry": entry,
        "page": page,
        "words": words_of(layout),
        "masked_means": MASKED_MEANS if any(row.figure.masked for row in rows) else "",
        "trail": trail(request, (f"{title}, {label}", "")),
    }
    return render_page(request, f"{TEMPLATES}/row_list.html", context)


def chosen(request: StaffRequest) -> Filters:
    """The filters of the address."""
    return filters_from(request.GET.dict(), year=request.today.year)


def sees_rows(request: StaffRequest) -> bool:
    """Whether the reader may see single centres."""
    return holds(request.standing, [may.ROWS])


def entry_or_404(code: str) -> Entry:
    """An entry of the catalogue."""
    found = entries(code)
    if not found:
        raise Http404
    return found[0]


def trail(request: StaffRequest, *steps: tuple[str, str]) -> list[tuple[str, str]]:
    """The breadcrumb below the analysis; the filters stay."""
    query = urlencode(as_query(chosen(request)))
    above = f"{reverse('staff:reporting:analysis')}?{query}"
    return [("Übersicht", reverse("staff:home")), ("Auswertung", above), *steps]


def frame(request: StaffRequest, layout: Layout) -> dict[str, Any]:
    """What every page of figures has: filters, their words, the address of its files."""
    rows = sees_rows(request)
    return {
        "filters": FilterForm(layout.filters, year=request.today.year, places=rows),
        "words": words_of(layout),
        "query": urlencode(as_query(layout.filters)),
        "sees_rows": rows,
    }


def masked_words(request: StaffRequest, tables: tuple[Table, ...]) -> list[str]:
    """What „verdeckt“ means, where it stands."""
    if not any(table.has_masked for table in tables):
        return []
    return [MASKED_MEANS] if sees_rows(request) else [MASKED_MEANS, MASKED_FOR_EVERYBODY]


def _indicator(request: StaffRequest, entry: Entry) -> Any:
    return indicator_page(
        entry, chosen(request), with_rows=sees_rows(request),
        organisations=request.standing.organisations,
    )  # fmt: skip


def _rows(
    request: StaffRequest, layout: Layout, what: str, column: str
) -> tuple[str, list[Row], Entry | None]:
    if what == "ziele":
        return "Ziele in Kraft", selectors.goal_rows(layout, column), None
    if what == "personal":
        return "Gezeichnete Berichte", selectors.report_rows(layout, column), None
    if what.startswith("urteil-") and what[7:] in Degree.values:
        degree = what[7:]
        title = f"Ziele: {Degree(degree).label}"
        return title, selectors.goal_rows(layout, column, degree=degree), None
    if what != "wert":
        raise Http404
    entry = entry_or_404(request.GET.get("code", ""))
    split = request.GET.get("aufteilung", "")
    title = f"{entry.name} ({split})" if split else entry.name
    return title, selectors.value_rows(layout, entry, column, split=split), entry
