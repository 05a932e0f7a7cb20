"""The amended notice as it is signed: amounts before and now, part by part."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from drehscheibe.domain.funding.courts import court_for
from drehscheibe.domain.funding.letter_parties import carrier_party, party_of
from drehscheibe.domain.funding.letters import TEMPLATES, WORDING
from drehscheibe.domain.funding.models import AmendedNotice, ChangeNotice
from drehscheibe.domain.funding.payout.parts import PART_LABELS, total
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.documents.actions import freeze_letter
from drehscheibe.kernel.documents.letters import Letter, Signature, letter_pdf
from drehscheibe.kernel.documents.models import Document
from drehscheibe.kernel.documents.selectors import latest
from drehscheibe.kernel.documents.wording import wordings
from drehscheibe.kernel.language.days import german_day
from drehscheibe.kernel.people.models import Person


def freeze_amendment(
    amendment: AmendedNotice, *, before: Mapping[str, Decimal], by: Person, at: datetime
) -> Document:
    """Freeze the amended notice as the next version of the case's notice; raises `NoWording`."""
    case = amendment.application
    letter = amendment_letter(amendment, before=before, on=day_of(at), signed_by=str(by))
    return freeze_letter(
        content=letter_pdf(letter, issued_at=at),
        series=case.notice_series,
        title=f"Änderungsbescheid {amendment.number}",
        owner=case.authority,
        by=by,
        at=at,
    )


def amendment_letter(
    amendment: AmendedNotice, *, before: Mapping[str, Decimal], on: date, signed_by: str = ""
) -> Letter:
    """The amended notice of a day; `before` is the grant it replaces, euro by part."""
    case, texts = amendment.application, wordings(WORDING)
    after = amendment.by_part
    known = latest(case.notice_series)
    granted_on = case.decision.decided_on
    return Letter(
        template=TEMPLATES / "amendment.typ",
        subject=f"{amendment.number}. Änderungsbescheid für das Haushaltsjahr "
        f"{case.fiscal_year}: {case.centre}",
        number=case.number,
        dated_on=on,
        version=known.version + 1 if known is not None else 1,
        sender=party_of(case.authority, on),
        recipient=carrier_party(case.centre, on),
        references=(("Bescheid vom", german_day(granted_on) if granted_on else "–"),),
        clerk=str(amendment.prepared_by),
        content={
            "year": str(case.fiscal_year),
            "centre": str(case.centre),
            "before": total(before),
            "after": amendment.total,
            "lines": [
                {"label": label, "before": before[part], "after": after[part]}
                for part, label in PART_LABELS.items()
                if before[part] or after[part]
            ],
            "reason": amendment.reason,
            "change": _change(amendment.change),
            "texts": {
                "scope": texts.on("amendment.scope", on).filled(
                    day=german_day(granted_on) if granted_on else ""
                ),
                "remedy": texts.on("notice.remedy", on).filled(court=court_for(case.centre.key)),
                "waiver": texts.on("notice.waiver", on).filled(),
            },
        },
        signature=Signature(
            greeting=("Mit freundlichen Grüßen", "Im Auftrag"),
            lines=(f"gezeichnet {signed_by}",) if signed_by else (),
            note=texts.on("notice.electronic", on).filled(),
        ),
    )


def _change(change: ChangeNotice | None) -> str:
    if change is None:
        return ""
    post = f", Stelle {change.post.number}" if change.post is not None else ""
    until = f" bis {german_day(change.until)}" if change.until else ""
    return f"{change.get_kind_display()}{post} ab {german_day(change.effective_on)}{until}"
