"""The button that asks a machine for drafts; absent while none is set up."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from drehscheibe.domain.guide import permissions as may
from drehscheibe.domain.guide.asking_machine import ask_machine
from drehscheibe.domain.guide.machine import speaks
from drehscheibe.domain.guide.models import Edition, MachineRequest, Page
from drehscheibe.domain.guide.translating import WRITABLE, untranslated
from drehscheibe.doors.staff.guide.reach import REFUSALS, language_or_404, page_or_404, say
from drehscheibe.doors.staff.pages import StaffRequest, staff_page


@staff_page(may.WRITE)
@require_POST
def machine_act(request: StaffRequest, pk: int, language: str) -> HttpResponse:
    """A job asks; what comes back is a draft."""
    page, tag = page_or_404(request, pk), language_or_404(language, german=False)
    if not speaks(tag):
        raise Http404
    try:
        ask_machine(page=page, language=tag, by=request.person, at=request.now)
    except REFUSALS as refusal:
        say(request, refusal)
    else:
        messages.success(request, "Die Maschine ist gefragt. Ihr Entwurf steht gleich hier.")
    return redirect("staff:guide:edition", pk, tag)


def machine_offer(page: Page, language: str, row: Edition | None) -> dict[str, object] | None:
    """What the page says of the machine; nothing while it is off."""
    if not speaks(language):
        return None
    asked = MachineRequest.objects.filter(edition=row).first() if row else None
    writable = row is None or row.status in WRITABLE
    missing = len(untranslated(page, language)) if writable else 0
    waiting = asked is not None and asked.done_at is None
    return {"asked": asked, "waiting": waiting, "missing": 0 if waiting else missing}
