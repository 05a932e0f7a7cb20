"""What one is qualified for, what colleagues acquired elsewhere, the register of multipliers."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from drehscheibe.domain.qualification import permissions as may
from drehscheibe.domain.qualification import qualifications
from drehscheibe.domain.qualification.models import Qualification, QualificationKind
from drehscheibe.domain.qualification.refusals import QualificationRefused
from drehscheibe.domain.qualification.subjects import fields_to_choose
from drehscheibe.doors.staff.events.course_forms import EnterForm
from drehscheibe.doors.staff.events.planning_views import form_page, show
from drehscheibe.doors.staff.events.views import LIST, PER_PAGE
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Membership, Person
from drehscheibe.kernel.permissions.reach import holds


@staff_page(may.CATALOGUE)
def qualification_list(request: StaffRequest) -> HttpResponse:
    """One's own, with until when; beside them those of colleagues for whom one vouches."""
    rows = Qualification.objects.select_related(
        "kind", "granted_by", "works_for", "certificate__event", "person"
    )
    able = request.standing.organisations_with(may.EVENT_CERTIFY)
    theirs = rows.filter(granted_by__in=able).exclude(person=request.person)
    context = {
        "mine": rows.filter(person=request.person),
        "theirs": Paginator(theirs.order_by("person__family_name", "pk"), PER_PAGE).get_page(
            request.GET.get("seite")
        ),
        "enters": bool(able),
        "today": request.today,
        "trail": [LIST, ("Qualifikationen", "")],
    }
    return render_page(request, "staff/events/qualification_list.html", context)


@staff_page(may.EVENT_CERTIFY)
def qualification_enter(request: StaffRequest) -> HttpResponse:
    """Enter what a colleague acquired elsewhere, on the word of the own organisation."""
    able = request.standing.organisations_with(may.EVENT_CERTIFY)
    live = Membership.objects.live(request.today).filter(organisation__in=able)
    houses = Organisation.objects.filter(pk__in=able)
    people = Person.objects.filter(pk__in=live.values("person")).order_by("family_name", "pk")
    form = EnterForm(
        request.POST or None, people=people, organisations=houses,
        initial={"granted_by": houses.first()},
    )  # fmt: skip
    if form.is_valid():
        try:
            qualifications.enter_qualification(
                **form.cleaned_data, by=request.person, at=request.now
            )
        except QualificationRefused as refusal:
            show(form, refusal)
        else:
            messages.success(request, "Die Qualifikation ist eingetragen.")
            return redirect("staff:events:qualification_list")
    trail = [LIST, ("Qualifikationen", reverse("staff:events:qualification_list"))]
    return form_page(request, form, "Qualifikation eintragen", "Eintragen", trail)


@require_POST
@staff_page(may.CATALOGUE)
def qualification_listed(request: StaffRequest, pk: int) -> HttpResponse:
    """Stand in the register, or no longer: the person's own word."""
    own = Qualification.objects.filter(pk=pk, person=request.person).first()
    if own is None:
        raise Http404
    listed = request.POST.get("listed") == "ja"
    try:
        qualifications.list_as_multiplier(
            qualification=own, listed=listed, by=request.person, at=request.now
        )
    except QualificationRefused as refusal:
        messages.error(request, str(refusal))
    else:
        said = "Sie stehen im Verzeichnis." if listed else "Sie stehen nicht mehr im Verzeichnis."
        messages.success(request, said)
    return redirect("staff:events:qualification_list")


@staff_page(may.CATALOGUE)
def multiplier_list(request: StaffRequest) -> HttpResponse:
    """Who agreed to be found and is still qualified, by kind and field of action."""
    kinds = QualificationKind.objects.filter(multiplier=True)
    kind = kinds.filter(code=request.GET.get("art", "")[:40]).first()
    fields = fields_to_choose()
    field = fields.filter(key=request.GET.get("feld", "")[:60]).first()
    rows = qualifications.multipliers(
        request.standing, kind=kind, field_of_action=field.key if field else ""
    ).prefetch_related("fields_of_action")
    context = {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("seite")),
        "kinds": kinds, "kind": kind, "fields": fields, "field": field,
        "hosting": holds(request.standing, [may.EVENT_CERTIFY]),
        "trail": [LIST, ("Multiplikatorinnen und Multiplikatoren", "")],
    }  # fmt: skip
    return render_page(request, "staff/events/multiplier_list.html", context)
