"""A case as data (vorgang.json, described by vorgang.schema.json): amounts in euro as text.

Neither bank accounts nor names of persons: who acted is said by role.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Model

from drehscheibe.domain.funding.models import Application, ProofOfUse, Reclaim
from drehscheibe.domain.funding.package.files import PackedDocument, case_uuid
from drehscheibe.domain.funding.package.history import Act
from drehscheibe.domain.funding.payout.call_orders import orders_by_call
from drehscheibe.domain.funding.reclaim.statement import statement_of
from drehscheibe.domain.payments.models import PaymentOrder

FORMAT = "drehscheibe-vorgang"
VERSION = 1

Data = dict[str, Any]


def case_data(
    application: Application,
    proof: ProofOfUse | None,
    *,
    documents: Iterable[PackedDocument],
    acts: Iterable[Act],
    inside: bool,
) -> Data:
    """Everything a case says; what only the authority's file holds when `inside`."""
    centre = application.centre
    return {
        "format": FORMAT,
        "version": VERSION,
        "id": str(case_uuid(application)),
        "aktenzeichen": application.number,
        "stand": application.status,
        "haushaltsjahr": application.fiscal_year,
        "richtlinie": application.guideline,
        "zentrum": {"schluessel": centre.key, "name": str(centre), "traeger": centre.carrier.name},
        "behoerde": application.authority.name,
        "antrag": _application(application),
        "entscheidung": _decision(application),
        "aenderungsbescheide": [_amendment(each) for each in application.amendments.all()
                                if each.decided_on is not None or inside],
        "aenderungsanzeigen": [_change(each) for each in application.changes.all()],
        "mittelabrufe": _calls(application),
        "verwendungsnachweis": _proof(proof, inside=inside) if proof is not None else None,
        "erstattung": _reclaim(proof, inside=inside) if proof is not None else None,
        "verlauf": [_act(each) for each in acts],
        "dokumente": [_document(each) for each in documents],
    }  # fmt: skip


def _application(application: Application) -> Data:
    names = ("requested", "granted", "submitted_on", "head_share", "deputy_share",
             "seconded_teachers", "komm_an_posts", "volunteering", "declarations")  # fmt: skip
    post = ("number", "category", "share", "filled_from", "filled_to", "qualification",
            "exception_granted_on", "expected_cost")  # fmt: skip
    return _values(application, names) | {
        "posts": [_values(each, post) for each in application.posts.all()],
        "material": [
            _values(each, ("number", "kind", "label", "amount"))
            for each in application.material.all()
        ],
    }


PARTS = ("staff", "material", "komm_an", "volunteering", "total")


def _decision(application: Application) -> Data | None:
    decision = getattr(application, "decision", None)
    if decision is None or decision.decided_on is None:
        return None
    names = ("outcome", *PARTS, "reason", "decided_on", "remedy_until", "waived_on")
    return _values(decision, names)


def _amendment(amendment: Model) -> Data:
    return _values(amendment, ("number", "status", *PARTS, "reason", "decided_on"))


def _change(change: Any) -> Data:
    names = ("number", "kind", "effective_on", "until", "text", "status", "reported_on", "was_late")
    return _values(change, names) | {"post": change.post.number if change.post else None}


def _calls(application: Application) -> list[Data]:
    orders = orders_by_call(application)
    names = ("number", "line_group", "due_on", "status", *PARTS)
    return [
        _values(call, names) | {"payment": _payment(orders.get(call.pk))}
        for call in application.calls.all()
    ]


def _payment(order: PaymentOrder | None) -> Data | None:
    return None if order is None else _values(order, ("status", "amount", "wanted_on", "paid_on"))


def _proof(proof: ProofOfUse, *, inside: bool) -> Data:
    names = ("status", "due_on", "due_shifted_on", "submitted_on", "survey_confirmed_on", "income",
             "net_prices", "confirmed_necessary", "certificate_on", "use_text", "result_text",
             "eligible", "paid", "difference", "accepted", "retain_until",
             "legal_hold")  # fmt: skip
    post = ("number", "category", "share", "filled_from", "filled_to", "actual_cost")
    item = ("number", "part", "kind", "label", "planned", "actual")
    return (
        _values(proof, names)
        | {
            "posts": [_values(each, post) for each in proof.posts.all()],
            "items": [_values(each, item) for each in proof.items.all()],
            "queries": [_values(each, ("question", "answer")) for each in proof.queries.all()],
        }
        | (_values(proof, ("check_note",)) if inside else {})
    )


def _reclaim(proof: ProofOfUse, *, inside: bool) -> Data | None:
    claim: Reclaim | None = getattr(proof, "reclaim", None)
    if claim is None:
        return None
    data = _values(claim, ("heard", "hearing_until", "answer", "decided_on"))
    data["repayments"] = [
        _values(each, ("received_on", "amount", "reference")) for each in claim.repayments.all()
    ]
    if claim.decided_on is None and not inside:
        return data
    data["waivers"] = [
        _values(each, ("status", "ground", "amount", "reason", "decided_on"))
        for each in claim.waivers.all()
        if each.decided_on is not None or inside
    ]
    last = _last_turn(claim)
    data |= _values(claim, ("principal", "reason", "known_on", "arises_on", "due_on"))
    if last is not None:
        owed = statement_of(claim, on=last)
        data["interest"] = {
            "until": _plain(last),
            "sum": _plain(owed.interest),
            "waived": _plain(owed.waived),
            "rows": [
                {
                    "from": _plain(row.first_on), "until": _plain(row.until),
                    "owed": _plain(row.owed), "percent": _plain(row.percent), "days": row.days,
                    "interest": _plain(row.interest), "confirmed": row.confirmed,
                }
                for row in owed.rows
            ],
        }  # fmt: skip
    return data


def _last_turn(claim: Reclaim) -> date | None:
    """The day up to which interest is stated: the last receipt or waiver, else the notice."""
    days = [each.received_on for each in claim.repayments.all()]
    days += [each.decided_on for each in claim.waivers.all() if each.decided_on is not None]
    return max(days, default=claim.decided_on)


def _act(act: Act) -> Data:
    return {
        "procedure": act.procedure, "step": act.step, "label": act.label, "by": act.by,
        "from": act.source, "to": act.target, "decided_on": _plain(act.decided_on),
        "entered_at": act.at.isoformat(), "reason": act.reason,
    }  # fmt: skip


def _document(packed: PackedDocument) -> Data:
    document = packed.document
    return {
        "name": packed.name, "title": document.title, "version": document.version,
        "type": document.content_type, "size": document.size, "sha256": document.sha256,
        "frozen": document.frozen, "created_at": document.created_at.isoformat(),
        "vouchers": list(packed.vouchers),
    }  # fmt: skip


def _values(row: Model, names: Iterable[str]) -> Data:
    return {name: _plain(getattr(row, name)) for name in names}


def _plain(value: Any) -> Any:
    match value:
        case Decimal():
            return f"{value:f}"
        case date():
            return value.isoformat()
    return value
