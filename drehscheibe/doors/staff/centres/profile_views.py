"""The centres one works for or watches: list, one centre, its profile."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from drehscheibe.domain.centres import permissions as may
from drehscheibe.domain.centres.concept.selectors import concepts_for
from drehscheibe.domain.centres.founding.selectors import foundings_for
from drehscheibe.domain.centres.models import AddressStatus, Centre
from drehscheibe.domain.centres.models.concept import ConceptStatus
from drehscheibe.domain.centres.profile import actions
from drehscheibe.domain.centres.profile.as_of import as_of_text
from drehscheibe.domain.centres.profile.selectors import centres_for, profile_history, vocabulary
from drehscheibe.doors.staff.centres.profile_forms import ProfileForm, profile_initial
from drehscheibe.doors.staff.centres.reach import STATUS_KINDS, centre_for, centre_trail, trail
from drehscheibe.doors.staff.centres.two_versions import differences, version_seen
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.permissions.reach import allows
from drehscheibe.kernel.tables.columns import Column
from drehscheibe.kernel.tables.response import table_response

READING = (may.CENTRE_VIEW, may.CENTRE_READ)
UNREADABLE = 422
CLASH = 409
COLUMNS = (
    Column(key="key", label="Schlüssel", kind="code"),
    Column(key="name", label="Zentrum", kind="text"),
    Column(key="carrier", label="Träger", kind="text"),
    Column(key="government_district", label="Regierungsbezirk", kind="text"),
    Column(key="street", label="Straße", kind="text"),
    Column(key="postcode", label="PLZ", kind="code"),
    Column(key="place", label="Ort", kind="text"),
    Column(key="address_status", label="Stand der Anschrift", kind="text"),
    Column(key="phone", label="Telefon", kind="text"),
    Column(key="email", label="E-Mail", kind="text"),
    Column(key="website", label="Internetseite", kind="text"),
)


def _filtered(request: StaffRequest) -> QuerySet[Centre]:
    rows = centres_for(request.standing).order_by("sort_key")
    words = request.GET.get("wort", "").strip()
    return rows.filter(organisation__name__icontains=words) if words else rows


@staff_page(*READING)
def centre_list(request: StaffRequest) -> HttpResponse:
    """Zentren: whoever works for one alone comes to its page at once."""
    rows = _filtered(request)
    if "wort" not in request.GET and len(first := list(rows[:2])) == 1:
        return redirect("staff:centres:centre_detail", first[0].key)
    page = Paginator(rows, 25).get_page(request.GET.get("seite"))
    context = {
        "page": page,
        "words": request.GET.get("wort", ""),
        "query_string": request.GET.urlencode(),
        "trail": [*trail()[:-1], ("Zentren", "")],
    }
    return render_page(request, "staff/centres/centre_list.html", context, part="results")


@staff_page(*READING)
def centre_export(request: StaffRequest, form: str) -> HttpResponse:
    """The same list as CSV or Excel file."""
    rows = (
        {
            "key": each.key,
            "name": each.organisation.name,
            "carrier": each.carrier.name,
            "government_district": each.government_district,
            "street": each.street,
            "postcode": each.postcode,
            "place": each.place,
            "address_status": AddressStatus(each.address_status).label,
            "phone": each.phone,
            "email": each.email,
            "website": each.website,
        }
        for each in _filtered(request)
    )
    return table_response("zentren", COLUMNS, rows, form)


@staff_page(*READING)
def centre_detail(request: StaffRequest, key: str) -> HttpResponse:
    """One centre: profile, concepts, founding, what was changed."""
    centre = _centre_or_404(request, key)
    may_edit = allows(request.person, may.PROFILE_EDIT, centre, on=request.today)
    concepts = concepts_for(request.standing).filter(centre=centre).order_by("-id")
    context = {
        "centre": centre,
        "address_status": AddressStatus(centre.address_status).label,
        "address_as_of": as_of_text(centre.address_as_of),
        "fields_of_action": centre.fields_of_action.all(),
        "concepts": [(each, STATUS_KINDS[ConceptStatus(each.status)]) for each in concepts],
        "may_edit": may_edit,
        "may_begin": allows(request.person, may.CONCEPT_BEGIN, centre, on=request.today),
        "founding_visible": foundings_for(request.standing).filter(centre=centre).exists()
        or allows(request.person, may.FOUNDING_BEGIN, centre, on=request.today),
        "history": profile_history(centre)[:20] if may_edit else (),
        "trail": trail((centre.area_name, "")),
    }
    return render_page(request, "staff/centres/centre_detail.html", context)


@staff_page(may.PROFILE_EDIT)
def profile_edit(request: StaffRequest, key: str) -> HttpResponse:
    """Profil bearbeiten; of two people the second sees both versions (attack 10)."""
    centre = centre_for(request, key, may.PROFILE_EDIT)
    facets = vocabulary()
    if request.method != "POST":
        form = ProfileForm(initial=profile_initial(centre, facets), vocabulary=facets)
        return _page(request, centre, form)
    form = ProfileForm(request.POST, vocabulary=facets)
    if not form.is_valid():
        seen = {"version": version_seen(request)}
        return _page(request, centre, form, seen, status=UNREADABLE)
    try:
        actions.edit_profile(
            centre=centre, values=form.values(), fields_of_action=form.chosen(),
            version=version_seen(request), by=request.person, at=request.now,
        )  # fmt: skip
    except actions.ProfileChangedMeanwhile as clash:
        theirs = profile_initial(clash.saved, facets)
        mine = form.cleaned_data | {"address_as_of": as_of_text(form.cleaned_data["address_as_of"])}
        both = {"clash": differences(form, mine=mine, theirs=theirs)}
        return _page(request, clash.saved, form, both, status=CLASH)
    messages.success(request, "Das Profil ist gespeichert und öffentlich zu sehen.")
    return redirect("staff:centres:centre_detail", key)


def _centre_or_404(request: StaffRequest, key: str) -> Centre:
    centre = centres_for(request.standing).filter(key=key).first()
    if centre is None:
        raise Http404
    return centre


def _page(
    request: StaffRequest,
    centre: Centre,
    form: ProfileForm,
    more: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    last = profile_history(centre).first()
    context = {
        "centre": centre,
        "form": form,
        "version": centre.version,
        "facet_fields": [form[facet] for facet in form.facets],
        "changed_by": last.by if last else "Jemand",
        "trail": centre_trail(centre, "Profil"),
    }
    context |= more or {}
    return render_page(request, "staff/centres/profile_edit.html", context, status=status)
