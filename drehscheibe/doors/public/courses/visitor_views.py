"""What visitors say: „nichts passt“ and „das stimmt nicht“. Nobody is named or kept."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from drehscheibe.domain.courses import hints
from drehscheibe.domain.courses.demand import Missing, signal
from drehscheibe.domain.courses.models import CourseHint
from drehscheibe.domain.courses.refusals import CourseRefused
from drehscheibe.domain.courses.shown import shown_course
from drehscheibe.doors.public.courses.filters import CourseFilters
from drehscheibe.doors.public.courses.views import choices, trail_of
from drehscheibe.doors.public.forwarding.guarding import open_token, visitor_of, writing_page
from drehscheibe.doors.public.refusals import spoken
from drehscheibe.kernel.design.rendering import render_page

UNFIT = 422
OUTDATED = "Die Seite war zu lange offen. Bitte schicken Sie das Formular noch einmal."
NO_PLACE = "Bitte nennen Sie Ihren Ort in Nordrhein-Westfalen."
NO_LEVEL = "Bitte wählen Sie ein Ziel, das über dem Vorwissen liegt."


@writing_page
def missing(request: Any) -> HttpResponse:
    """„Nichts passt“: what was searched for is counted for the centre, without a person."""
    filters = CourseFilters(request)
    wrong: tuple[str, str] | None = None
    if request.method == "POST":
        wrong = _signal(request, filters)
        if wrong is None:
            return redirect(f"{request.path}?{filters.query().urlencode()}&danke=1")
    context = {
        "filters": filters, "wrong": wrong, "said": spoken(wrong[1]) if wrong else "",
        **choices(), "token": open_token(), "query": filters.query().urlencode(),
        "counted": "danke" in request.GET and wrong is None,
        "trail": trail_of(_("Nichts passt")),
    }  # fmt: skip
    status = UNFIT if wrong else 200
    return render_page(request, "public/courses/missing.html", context, status=status)


@writing_page
def hint(request: Any, public_id: UUID) -> HttpResponse:
    """„Das stimmt nicht“: one choice, some words if one likes."""
    course = shown_course(public_id, at=request.now)
    if course is None:
        raise Http404
    wrong = OUTDATED if getattr(request, "outdated", False) else ""
    chosen, text = request.POST.get("was", ""), request.POST.get("text", "")[:2000]
    if request.method == "POST" and not wrong:
        try:
            hints.tell(
                offer=course.offer, what=chosen, text=text, visitor=visitor_of(request),
                at=request.now,
            )  # fmt: skip
        except CourseRefused as refusal:
            wrong = str(refusal)
        else:
            return redirect(f"{request.path}?danke=1")
    context = {
        "course": course, "offer": course.offer, "wrong": spoken(wrong) if wrong else "",
        "chosen": chosen, "text": text, "whats": CourseHint.What.choices, "token": open_token(),
        "thanked": "danke" in request.GET and not wrong,
        "trail": trail_of(_("Diese Angabe stimmt nicht")),
    }  # fmt: skip
    status = UNFIT if wrong else 200
    return render_page(request, "public/courses/hint.html", context, status=status)


def _signal(request: Any, filters: CourseFilters) -> tuple[str, str] | None:
    """The field and what is wrong with it; `None` when it was counted, or had been."""
    if getattr(request, "outdated", False):
        return "ort", OUTDATED
    if filters.town is None:
        return "ort", NO_PLACE
    if filters.know is None or filters.want is None or filters.want <= filters.know:
        return "bis", NO_LEVEL
    wanted = Missing(
        municipality=filters.town.ags, level_from=filters.know, level_to=filters.want,
        script=filters.script or "none", childcare=filters.child is not None,
        weekly=filters.weekly,
    )  # fmt: skip
    signal(missing=wanted, visitor=visitor_of(request), at=request.now)
    return None
