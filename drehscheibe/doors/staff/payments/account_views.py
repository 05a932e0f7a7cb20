"""Accounts: the list, entering one, confirming it by a second person, looking at the number."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from drehscheibe.domain.payments import accounts, selectors
from drehscheibe.domain.payments import permissions as may
from drehscheibe.domain.payments.models import AccountIs, BankAccount
from drehscheibe.domain.payments.refusals import PaymentRefused
from drehscheibe.domain.payments.workflow import ACCOUNT
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.doors.staff.payments.forms import AccountForm, ReasonForm
from drehscheibe.doors.staff.payments.lookups import (
    ACCOUNT_KINDS,
    REFUSED,
    UNFIT,
    account_or_404,
    trail,
)
from drehscheibe.doors.staff.payments.order_views import PER_PAGE
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.permissions.reach import allows, holds
from drehscheibe.kernel.workflow.refusals import TransitionRefused
from drehscheibe.kernel.workflow.selectors import next_steps, steps_of

LIST = ("Bankverbindungen", "staff:payments:account_list")
SHOWING = (may.ACCOUNT_READ_NUMBER, may.ACCOUNT_VOUCH)
STEPPING = (may.ACCOUNT_CONFIRM, may.ACCOUNT_VOUCH)


@staff_page(*may.ACCOUNT_READING)
def account_list(request: StaffRequest) -> HttpResponse:
    """Accounts within reach, masked."""
    rows = selectors.accounts_for(request.standing)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("seite"))
    context = {
        "page": page,
        "rows": [(each, ACCOUNT_KINDS[AccountIs(each.status)]) for each in page],
        "may_enter": holds(request.standing, [may.ACCOUNT_MANAGE]),
        "trail": trail((LIST[0], "")),
    }
    return render_page(request, "staff/payments/account_list.html", context)


@staff_page(may.ACCOUNT_MANAGE)
def account_enter(request: StaffRequest) -> HttpResponse:
    """A new account, one's own or a third party's; a second person confirms it."""
    form = AccountForm(request.POST or None, places=_places(request))
    if form.is_valid():
        place = form.cleaned_data["place"]
        third_party = place.kind == Organisation.Kind.CENTRE
        try:
            account = accounts.enter_account(
                details=form.details(), kept_by=place, owner=None if third_party else place,
                by=request.person, at=request.now,
            )  # fmt: skip
        except PaymentRefused as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            messages.success(request, "Eingetragen. Jetzt bestätigt eine zweite Person das Konto.")
            return redirect("staff:payments:account_detail", account.pk)
    context = {
        "form": form,
        "trail": trail((LIST[0], reverse(LIST[1])), ("Bankverbindung eintragen", "")),
    }
    status = UNFIT if form.errors else 200
    return render_page(request, "staff/payments/account_enter.html", context, status=status)


@staff_page(*may.ACCOUNT_READING)
def account_detail(request: StaffRequest, pk: int) -> HttpResponse:
    """One account: masked number, who entered and confirmed it."""
    return _page(request, account_or_404(request, pk))


@require_POST
@staff_page(*SHOWING)
def account_number(request: StaffRequest, pk: int) -> HttpResponse:
    """The full number on the page; a POST, because each look is recorded."""
    account = account_or_404(request, pk)
    number = accounts.read_number(account=account, by=request.person, at=request.now)
    return _page(request, account, number=number)


@require_POST
@staff_page(*STEPPING)
def account_step(request: StaffRequest, pk: int, step: str) -> HttpResponse:
    """Confirm, refuse or block."""
    account = account_or_404(request, pk)
    if step not in ACCOUNT.by_name:
        raise Http404
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        accounts.take_account_step(
            account=account, step=step, reason=reason, by=request.person, at=request.now
        )
    except TransitionRefused as refusal:
        return _page(request, account, refusal=str(refusal), reason=reason)
    messages.success(request, f"„{ACCOUNT.by_name[step].label}“ ist festgehalten.")
    return redirect("staff:payments:account_detail", pk)


def _places(request: StaffRequest) -> Any:
    """Where the person keeps accounts: payers their own, a centre those of third parties."""
    places = request.standing.organisations_with(may.ACCOUNT_MANAGE)
    kinds = [Organisation.Kind.CARRIER, Organisation.Kind.AUTHORITY, Organisation.Kind.CENTRE]
    return Organisation.objects.filter(pk__in=places, kind__in=kinds)


def _page(
    request: StaffRequest, account: BankAccount, *, number: str = "", refusal: str = "",
    reason: str = "",
) -> HttpResponse:  # fmt: skip
    steps = next_steps(ACCOUNT, account, person=request.person, on=request.today)
    if account.entered_by_id == request.person.pk:  # the guard would refuse it (four eyes)
        steps = [step for step in steps if step.target != AccountIs.CONFIRMED]
    context = {
        "account": account,
        "status_kind": ACCOUNT_KINDS[AccountIs(account.status)],
        "number": number,
        "refusal": refusal,
        "reason": reason,
        "steps": _one_of_each(account, steps),
        "is_own_entry": account.entered_by_id == request.person.pk
        and account.status == AccountIs.ENTERED,
        "others": selectors.other_holders_of(account),
        "may_show": any(
            allows(request.person, each, account, on=request.today) for each in SHOWING
        ),
        "history": [
            (step, ACCOUNT.by_name[step.name].label)
            for step in steps_of(ACCOUNT, account).order_by("-id")
        ],
        "trail": trail((LIST[0], reverse(LIST[1])), (account.holder, "")),
    }
    status = REFUSED if refusal else 200
    return render_page(request, "staff/payments/account_detail.html", context, status=status)


def _one_of_each(account: BankAccount, steps: list[Any]) -> list[tuple[Any, str]]:
    """Who may confirm as owner is not offered to vouch as payer as well."""
    offered: dict[str, Any] = {}
    for step in steps:
        offered.setdefault(step.target, step)
    return [
        (step, reverse("staff:payments:account_step", args=[account.pk, step.name]))
        for step in offered.values()
    ]
