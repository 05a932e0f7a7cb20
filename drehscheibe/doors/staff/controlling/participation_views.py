"""The centre's side of a project: its municipality's consent, and results on the spot."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from drehscheibe.domain.controlling.models import Participation
from drehscheibe.domain.controlling.projects import answering, selectors
from drehscheibe.domain.controlling.projects import permissions as may
from drehscheibe.doors.staff.controlling.project_forms import AnswerForm, ResultForm, answered
from drehscheibe.doors.staff.controlling.project_views import done, form_page, trail_of
from drehscheibe.doors.staff.pages import StaffRequest, staff_page

CONSENT_LEAD = (
    "Ein Projekt nutzt die Strukturen eines Zentrums nur mit Zustimmung seiner Kommune "
    "(§ 8 Abs. 4 TIntG). Ohne sie beginnt hier nichts."
)


@staff_page(may.ANSWER)
def participation_answer(request: StaffRequest, part: int) -> HttpResponse:
    """The municipality's yes or no."""
    one = _or_404(request, part)
    form = AnswerForm(request.POST or None, initial=answered(one))
    if done(form, lambda: _answer(request, one, form)):
        messages.success(request, "Die Antwort der Kommune ist festgehalten.")
        return redirect("staff:controlling:project_detail", one.project_id)
    title = f"Antwort der Kommune: {one.centre.area_name}"
    return form_page(request, form, title, "Festhalten", trail_of(one.project), lead=CONSENT_LEAD)


@staff_page(may.REPORT)
def participation_report(request: StaffRequest, part: int) -> HttpResponse:
    """What came of it here."""
    one = _or_404(request, part)
    initial = {"results": one.results, "ends_on": one.ends_on}
    form = ResultForm(request.POST or None, initial=initial)
    act = lambda: answering.write_results(  # noqa: E731 (the one act of this page)
        participation=one, results=form.cleaned_data["results"],
        ends_on=form.cleaned_data["ends_on"], by=request.person, at=request.now,
    )  # fmt: skip
    if done(form, act):
        messages.success(request, "Die Ergebnisse sind eingetragen.")
        return redirect("staff:controlling:project_detail", one.project_id)
    title = f"Ergebnisse: {one.centre.area_name}"
    return form_page(request, form, title, "Eintragen", trail_of(one.project))


def _answer(request: StaffRequest, one: Participation, form: AnswerForm) -> Participation:
    if form.is_yes:
        return answering.note_consent(
            participation=one, consent=form.consent(), by=request.person, at=request.now
        )
    return answering.note_refusal(
        participation=one, on=form.cleaned_data["on"], by=request.person, at=request.now
    )


def _or_404(request: StaffRequest, pk: int) -> Participation:
    try:
        return selectors.participation_for(request.standing, pk)
    except Participation.DoesNotExist:
        raise Http404 from None
