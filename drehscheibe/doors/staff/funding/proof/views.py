"""Reading proofs: one proof, its documents, the authority's queue."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.urls import reverse

from drehscheibe.domain.funding.models import ProofIs, ProofOfUse
from drehscheibe.domain.funding.proof import permissions as may
from drehscheibe.domain.funding.proof import queue
from drehscheibe.domain.funding.proof.guards import claim_of
from drehscheibe.domain.funding.proof.workflow import PROOF
from drehscheibe.doors.staff.funding.case import is_own
from drehscheibe.doors.staff.funding.proof.case import (
    CHECKED,
    STATUS_KINDS,
    proof_context,
    proof_or_404,
    steps_for,
)
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.documents.downloads import download_response
from drehscheibe.kernel.documents.selectors import versions
from drehscheibe.kernel.permissions.reach import holds
from drehscheibe.kernel.workflow.selectors import steps_of

PAGE = 25


class QueueForm(forms.Form):
    """What the queue is narrowed to."""

    stand = forms.ChoiceField(
        label="Stand",
        required=False,
        choices=[("", "alle offenen"), *((each.value, each.label) for each in queue.OPEN)],
    )
    jahr = forms.IntegerField(label="Haushaltsjahr", required=False, min_value=2012, max_value=2100)
    wort = forms.CharField(label="Träger oder Aktenzeichen", required=False, max_length=80)

    def wanted(self) -> queue.QueueFilter:
        """For the selector."""
        given = self.cleaned_data if self.is_valid() else {}
        return queue.QueueFilter(
            status=given.get("stand") or "",
            fiscal_year=given.get("jahr"),
            words=given.get("wort") or "",
        )


@staff_page(may.WATCH)
def proof_queue(request: StaffRequest) -> HttpResponse:
    """Every open proof by due day with its automatic findings; htmx asks for the results alone."""
    form = QueueForm(request.GET)
    rows = queue.queue(queue.open_proofs(request.standing, form.wanted()), on=request.today)
    page = Paginator(rows, PAGE).get_page(request.GET.get("seite"))
    may_read = holds(request.standing, may.READING)
    context = {
        "filters": form,
        "page": page,
        "rows": [(row, STATUS_KINDS[row.status]) for row in page],
        "counts": queue.counts(rows),
        "may_read": may_read,
        "today": request.today,
        "trail": [
            ("Übersicht", reverse("staff:home")),
            ("Förderung", reverse("staff:funding:application_list")),
            ("Verwendungsnachweise", ""),
        ],
    }
    return render_page(request, "staff/funding/proof/proof_queue.html", context, part="results")


@staff_page(*may.READING)
def proof_detail(request: StaffRequest, number: str) -> HttpResponse:
    """One proof: what it says, what the checks find, what can be done next, what was done."""
    proof = proof_or_404(request, number)
    handed_in = proof.submitted_on is not None
    context = proof_context(request, proof) | {
        "steps": steps_for(request, proof),
        "history": [
            (step, PROOF.by_name[step.name].label)
            for step in steps_of(PROOF, proof).order_by("-id")
        ],
        "documents": _documents(proof),
        "vouchers": proof.vouchers.select_related("document")[:200],
        "may_edit": proof.is_editable and is_own(request, proof.application, may.EDIT),
        "shows_check": holds(request.standing, [may.PROCESS, may.DECIDE])
        or proof.status in {ProofIs.CLOSED, ProofIs.ARCHIVED},
        "claim": claim_of(proof) if handed_in else None,
        "shows_reclaim": proof.status in CHECKED,
    }
    return render_page(request, "staff/funding/proof/proof_detail.html", context)


@staff_page(*may.READING)
def proof_document(request: StaffRequest, number: str, document: Any) -> HttpResponse:
    """A document of the proof, found through the proof only (attack 1)."""
    proof = proof_or_404(request, number)
    for each in [*_documents(proof), *(row.document for row in _vouchers_with_files(proof))]:
        if each is not None and each.pk == document:
            return download_response(each)
    raise Http404


def _documents(proof: ProofOfUse) -> list[Any]:
    found = [*versions(proof.letter_series)]
    if proof.certificate is not None:
        found.append(proof.certificate)
    return found


def _vouchers_with_files(proof: ProofOfUse) -> Any:
    return proof.vouchers.filter(document__isnull=False).select_related("document")
