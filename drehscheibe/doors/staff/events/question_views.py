"""What the host asks everybody who registers."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from drehscheibe.domain.qualification import asking
from drehscheibe.domain.qualification import permissions as may
from drehscheibe.domain.qualification.refusals import QualificationRefused
from drehscheibe.domain.qualification.retention import SENSITIVE_FOR
from drehscheibe.doors.staff.events.forms import QuestionForm
from drehscheibe.doors.staff.events.planning_views import kept_or_404, show, trail_of
from drehscheibe.doors.staff.events.views import UNFIT
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page


@staff_page(may.EVENT_KEEP)
def question_list(request: StaffRequest, number: str) -> HttpResponse:
    """The questions, when their answers go, and one more."""
    event = kept_or_404(request, number)
    form = QuestionForm(request.POST or None)
    if form.is_valid():
        try:
            asking.ask(event=event, facts=form.facts(), by=request.person, at=request.now)
        except QualificationRefused as refusal:
            show(form, refusal)
        else:
            messages.success(request, "Die Frage steht ab jetzt im Formular.")
            return redirect("staff:events:question_list", number)
    chosen = asking.chosen_so_far(event)
    context = {
        "event": event,
        "questions": [
            (each, chosen.get(each.pk, [])) for each in event.questions.prefetch_related("counts")
        ],
        "purge_on": None if event.ends_at is None else event.ends_at + SENSITIVE_FOR,
        "form": form,
        "trail": [*trail_of(event), ("Fragen bei der Anmeldung", "")],
    }
    status = UNFIT if form.errors else 200
    return render_page(request, "staff/events/question_list.html", context, status=status)


@require_POST
@staff_page(may.EVENT_KEEP)
def question_drop(request: StaffRequest, number: str, pk: int) -> HttpResponse:
    """Ask it no longer."""
    event = kept_or_404(request, number)
    question = event.questions.select_related("event").filter(pk=pk).first()
    if question is None:
        raise Http404
    try:
        asking.drop_question(question=question, by=request.person, at=request.now)
    except QualificationRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("staff:events:question_list", number)
