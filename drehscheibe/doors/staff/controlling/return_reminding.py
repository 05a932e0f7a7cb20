"""Reminding those who owe: a preview of who gets which words, then one click."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from drehscheibe.domain.controlling.refusals import ControllingRefused
from drehscheibe.domain.controlling.returns import permissions as may
from drehscheibe.domain.controlling.returns import reminding
from drehscheibe.doors.staff.controlling.return_forms import RemindForm
from drehscheibe.doors.staff.controlling.return_views import (
    REFUSED,
    UNFIT,
    owed_or_404,
    trail_of,
)
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.calendar.words import german_moment
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.mail.digests import GATHERING


@staff_page(may.REMIND)
def return_remind(request: StaffRequest, obligation: str, year: int) -> HttpResponse:
    """The preview; sent, it goes to whoever still owes it then, once."""
    what = owed_or_404(request, obligation, year)
    status = 200
    # who has returned since the preview is still a choice that was made: it is left out in sending
    offered = what.cells if request.method == "POST" else what.missing
    form = RemindForm(request.POST or None, centres=[centre for centre, _ in offered])
    if form.is_valid():
        given = form.cleaned_data
        chosen = reminding.Reminding(
            obligation, year, [each.pk for each in given["centres"]], given["words"]
        )
        try:
            sent = reminding.send_reminder(
                key=given["key"], reminding=chosen, by=request.person, at=request.now
            )
        except ControllingRefused as refusal:
            form.add_error(None, str(refusal))
            status = REFUSED
        else:
            count = sent.centres.count()
            told = "1 Zentrum" if count == 1 else f"{count} Zentren"
            leaves = german_moment(request.now + GATHERING)
            messages.success(
                request,
                f"Erinnert: {told}. Die Mails gehen am {leaves}, hinaus; wer heute schon an etwas "
                "erinnert wurde, bekommt sie morgen früh.",
            )
            return redirect("staff:controlling:obligation_detail", obligation, year)
    context = {
        "what": what,
        "form": form,
        "owing": what.missing,
        "subject": reminding.mail_subject(what),
        "text": reminding.mail_text(what, form["words"].value() or "…"),
        "trail": trail_of(what, "Erinnern"),
    }
    status = UNFIT if form.errors and status == 200 else status
    template = "staff/controlling/returns/return_remind.html"
    return render_page(request, template, context, status=status)
