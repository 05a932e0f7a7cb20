"""What every page of a case shows: where it stands, the links of this very case, its token."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from drehscheibe.domain.forwarding.facts import programme_of
from drehscheibe.domain.forwarding.models import ForwardingCase
from drehscheibe.doors.public.entries import centre_url
from drehscheibe.doors.public.forwarding.guarding import CaseRequest, case_token
from drehscheibe.doors.public.forwarding.words import STATES
from drehscheibe.doors.public.trails import trail_to

PAGES = (
    "case", "case_edit", "case_items", "case_submit", "case_answer", "case_withdraw",
    "case_account", "case_sheet", "case_import", "proof_edit", "proof_vouchers", "proof_submit",
)  # fmt: skip


def case_context(request: CaseRequest, case: ForwardingCase, here: str = "") -> dict[str, Any]:
    """The frame of a page; `here` names it, below the case."""
    kind, word, meaning = STATES[case.status]
    urls = {name: reverse(f"public:{name}", args=[request.secret]) for name in PAGES}
    own = (gettext("Ihr Antrag"), urls["case"])
    return {
        "case": case,
        "call": case.call,
        "centre_url": centre_url(case.centre),
        "programme": programme_of(case),
        "urls": urls,
        "token": case_token(request.secret),
        "now": request.now,
        "state_kind": kind,
        "state_word": word,
        "state_meaning": meaning,
        "trail": trail_to(here, own) if here else trail_to(own[0]),
    }
