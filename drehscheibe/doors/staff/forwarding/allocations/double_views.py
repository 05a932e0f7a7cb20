"""Double funding (K12) as the authority sees it: every two measures of a year that look alike."""

from django.core.paginator import Paginator
from django.http import HttpResponse

from drehscheibe.domain.forwarding import permissions as may
from drehscheibe.domain.forwarding.double_funding import thresholds
from drehscheibe.domain.forwarding.near_measures import pairs_of_year
from drehscheibe.domain.forwarding.selectors import centres_paid_by
from drehscheibe.doors.staff.forwarding.allocations.views import trail
from drehscheibe.doors.staff.forwarding.centre.measure_forms import YearForm
from drehscheibe.doors.staff.forwarding.centre.measure_panel import named_pairs
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page

PER_PAGE, UNFIT = 25, 422


@staff_page(may.ALLOCATION_PREPARE, may.ALLOCATION_GRANT)
def double_list(request: StaffRequest) -> HttpResponse:
    """The finding with its rows: both sides, each with file number, programme, place and days."""
    form = YearForm(request.GET)
    given = form.cleaned_data["jahr"] if form.is_valid() else None
    year = given or request.today.year
    pairs = pairs_of_year(year, centres=centres_paid_by(request.standing))
    page = Paginator(pairs, PER_PAGE).get_page(request.GET.get("seite"))
    context = {
        "filters": form if form.errors else YearForm({"jahr": year}),
        "year": year,
        "page": page,
        "pairs": named_pairs(list(page.object_list)),
        "basis": thresholds().basis,
        "trail": trail(("Doppelförderung", "")),
    }
    template = "staff/forwarding/allocations/double_list.html"
    return render_page(request, template, context, status=UNFIT if form.errors else 200)
