"""Rücklauf: the matrix, the same as a file, one obligation's own page, locks opened and closed."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from drehscheibe.domain.controlling.models import LockException
from drehscheibe.domain.controlling.refusals import ControllingRefused
from drehscheibe.domain.controlling.returns import permissions as may
from drehscheibe.domain.controlling.returns import unlocking
from drehscheibe.domain.controlling.returns.matrix import (
    Matrix,
    centres_for,
    narrowed,
    whole_matrix,
    year_asked,
)
from drehscheibe.domain.controlling.returns.owing import (
    Head,
    Owed,
    exceptions_of,
    heads,
    owed,
    reminders_of,
)
from drehscheibe.domain.controlling.returns.reminding import TOLD
from drehscheibe.doors.staff.controlling.goal_case import below_home
from drehscheibe.doors.staff.controlling.return_forms import MatrixForm, UnlockForm
from drehscheibe.doors.staff.controlling.return_links import links_for
from drehscheibe.doors.staff.controlling.return_words import Markup, shown
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.permissions.reach import holds
from drehscheibe.kernel.tables.columns import Column
from drehscheibe.kernel.tables.response import table_response

LIST = ("Rücklauf", "staff:controlling:return_matrix")
REFUSED, UNFIT = 409, 422
FIRST_YEAR, AHEAD = 2012, 3
"""Years that have a page: since the first guideline, and a little ahead."""


@staff_page(*may.READING)
def return_matrix(request: StaffRequest) -> HttpResponse:
    """Every centre in reach with every obligation of a year; htmx asks for the results alone."""
    form, whole, matrix = _matrix(request)
    context = {
        "filters": form,
        "matrix": matrix,
        "heads": [_head(each) for each in heads(matrix, whole, request.today)],
        "districts": _shown(request, matrix),
        "is_network": holds(request.standing, [may.VIEW_ALL]),
        "query_string": request.GET.urlencode(),
        "today": request.today,
        "trail": below_home((LIST[0], "")),
    }
    template = "staff/controlling/returns/return_matrix.html"
    return render_page(request, template, context, part="results")


@staff_page(*may.READING)
def return_export(request: StaffRequest, form: str) -> HttpResponse:
    """The same matrix, cell by cell, as CSV or Excel file."""
    *_, matrix = _matrix(request)
    columns = [
        Column("centre", "Zentrum"),
        Column("district", "Regierungsbezirk"),
        *(Column(column.key, column.label) for column in matrix.columns),
    ]
    rows = (
        {"centre": row.centre.area_name, "district": row.centre.government_district}
        | {cell.column.key: shown(cell, request.today).text for cell in row.cells}
        for row in matrix.rows
    )
    return table_response(f"ruecklauf-{matrix.year}", columns, rows, form)


@staff_page(*may.READING)
def obligation_detail(request: StaffRequest, obligation: str, year: int) -> HttpResponse:
    """Who owes it, when it is due and who says so, what was reminded, which locks are open."""
    return _page(request, owed_or_404(request, obligation, year))


@staff_page(may.UNLOCK)
def lock_open(request: StaffRequest, obligation: str, year: int) -> HttpResponse:
    """Grant one centre an exception; who has returned it needs one to correct it."""
    what = owed_or_404(request, obligation, year)
    form = UnlockForm(request.POST or None, centres=[centre for centre, _ in what.cells])
    if form.is_valid():
        given = form.cleaned_data
        opening = unlocking.Opening(obligation, year, given["reason"], given["until"])
        try:
            unlocking.grant_exception(
                centre=given["centre"], opening=opening, by=request.person, at=request.now
            )
        except ControllingRefused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(
                request, f"{given['centre'].area_name} kann das wieder abgeben oder berichtigen."
            )
            return redirect("staff:controlling:obligation_detail", obligation, year)
    context = {"what": what, "form": form, "trail": trail_of(what, "Ausnahme gewähren")}
    template = "staff/controlling/returns/lock_open.html"
    return render_page(request, template, context, status=UNFIT if form.errors else 200)


@require_POST
@staff_page(may.UNLOCK)
def lock_close(request: StaffRequest, pk: int) -> HttpResponse:
    """End an exception early."""
    exception = get_object_or_404(LockException, pk=pk)
    unlocking.end_exception(exception=exception, by=request.person, at=request.now)
    messages.success(request, "Die Ausnahme ist beendet; die Sperre gilt wieder.")
    return redirect("staff:controlling:obligation_detail", exception.obligation, exception.year)


def owed_or_404(request: StaffRequest, obligation: str, year: int) -> Owed:
    """What the centres in reach owe of it."""
    if not FIRST_YEAR <= year <= request.today.year + AHEAD:
        raise Http404
    found = owed(centres_for(request.standing), obligation, year, request.today)
    if found is None or (not found.cells and not holds(request.standing, [may.VIEW_ALL])):
        raise Http404
    return found


def trail_of(what: Owed, here: str = "") -> list[tuple[str, str]]:
    """The breadcrumb below the matrix."""
    address = reverse("staff:controlling:obligation_detail", args=[what.obligation.key, what.year])
    above = below_home((LIST[0], reverse(LIST[1])))
    return [*above, (what.title, address), (here, "")] if here else [*above, (what.title, "")]


def _page(request: StaffRequest, what: Owed) -> HttpResponse:
    link = links_for(request.standing)
    is_network = holds(request.standing, [may.VIEW_ALL])
    may_unlock = holds(request.standing, [may.UNLOCK]) and what.obligation.locks_after is not None
    key, year = what.obligation.key, what.year
    context = {
        "what": what,
        "rows": [(each, shown(cell, request.today, link(cell))) for each, cell in what.cells],
        "is_network": is_network,
        "may_remind": key in TOLD and holds(request.standing, [may.REMIND]) and what.missing,
        "may_unlock": may_unlock,
        "reminders": reminders_of(key, year) if is_network else [],
        "exceptions": exceptions_of(key, year),
        "today": request.today,
        "trail": trail_of(what),
    }
    return render_page(request, "staff/controlling/returns/obligation_detail.html", context)


def _matrix(request: StaffRequest) -> tuple[MatrixForm, Matrix, Matrix]:
    """The form, which knows the districts of the centres in reach, the matrix, and what of it was
    asked for; nothing is read twice."""
    centres = centres_for(request.standing)
    districts = list(dict.fromkeys(each.government_district for each in centres))
    given = request.GET.copy()
    given.setdefault("jahr", str(year_asked(request.today)))
    form = MatrixForm(given, districts=districts, today=request.today)
    wanted = form.wanted()
    whole = whole_matrix(centres, wanted.year, request.today)
    return form, whole, narrowed(whole, wanted)


def _shown(request: StaffRequest, matrix: Matrix) -> list[tuple[str, list[SafeString]]]:
    """The rows by district as they are read."""
    markup = Markup(request.today, links_for(request.standing))
    return [
        (district, [markup.row(row) for row in rows]) for district, rows in matrix.districts.items()
    ]


def _head(head: Head) -> dict[str, object]:
    """A column's head: its page, and how many are missing there."""
    args = [head.column.obligation.key, head.what.year]
    return {
        "column": head.column,
        "url": reverse("staff:controlling:obligation_detail", args=args),
        "year": head.what.year,
        "missing": len(head.what.missing),
    }
