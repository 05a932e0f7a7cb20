"""A centre with an open call, and an invented sports club that applies to it."""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import F

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.forwarding.item_amounts import training_limit
from drehscheibe.domain.forwarding.link import acting_for_case
from drehscheibe.domain.forwarding.models import (
    Allocation,
    CaseItem,
    CaseQuery,
    ForwardingCall,
    ForwardingCase,
    ForwardingContract,
    ForwardingPayment,
)
from drehscheibe.domain.forwarding.programme_files import programme_by_key
from drehscheibe.domain.forwarding.third_party import drafting
from drehscheibe.domain.forwarding.third_party.beginning import begin_application
from drehscheibe.domain.forwarding.third_party.handing_in import confirm_address, hand_in
from drehscheibe.domain.forwarding.workflow import ALLOCATION, CALL, CASE
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.documents.models import Document
from drehscheibe.kernel.documents.selectors import latest
from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.workflow.actions import perform
from tests import factories

ADDRESS = "vorstand@sportverein.example"
CLUB = {
    "name": "Sportverein Musterau 1900 e. V.", "kind": "association",
    "street": "Hauptstraße 5", "postal_code": "59227", "town": "Musterau",
    "contact_name": "Ayla Muster", "title": "Sport verbindet",
    "description": "Jede Woche treffen sich Menschen zum Sport.",
    "starts_on": "01.01.2024", "ends_on": "31.12.2024",
}  # fmt: skip
GATHERING = {"measures": "2", "months": "10", "participants": "12", "volunteers": "2"}
TRAINING = {"topic": "Nähe und Abstand", "hours": "8", "days": "2"}
DECLARED = ("not_begun", "separate", "ancillary", "correct")
HOST = "https://drehscheibe.example/foerderung/antrag/"


def link(secret: str) -> str:
    """The address of a case, as a door makes it."""
    return f"{HOST}{secret}/"


def open_call(
    *, at: datetime, centre: Centre | None = None, amount: str = "70289.82",
    version: str = "komm_an_2-2023", year: int = 2024, slug: str = "mitmachen-2024",
) -> ForwardingCall:  # fmt: skip
    """A granted allocation and a call on it that is open at this moment."""
    programme, own = programme_by_key(version), centre or factories.centre()
    known = Organisation.objects.filter(kind="authority").first()
    authority = known or factories.organisation("Bewilligungsbehörde Muster", "authority")
    officer = factories.person("authority_officer", of=authority)
    approver = factories.person("authority_approver", of=authority)
    head = factories.person("head", of=own.organisation)
    allocation = Allocation.objects.create(
        number=f"Z-{slug}", programme=programme.programme, version=version, fiscal_year=year,
        centre=own, authority=authority, key_label="Liste", weight=Decimal(1),
        amount=Decimal(amount), training_limit=training_limit(programme, Decimal(amount)),
        training_items=list(programme.training_items), prepared_by=officer, prepared_at=at,
        created_at=at,
    )  # fmt: skip
    allocation = perform(ALLOCATION, "prepare", on=allocation, by=officer, at=at)
    Allocation.objects.filter(pk=allocation.pk).update(decided_by=approver, decided_on=day_of(at))
    perform(ALLOCATION, "grant", on=allocation, by=approver, at=at)
    call = ForwardingCall.objects.create(
        allocation=allocation, centre=own, version=version, fiscal_year=year, slug=slug,
        title=f"Mitmachen {year}", text="Wir fördern, was Menschen zusammenbringt.",
        opens_on=day_of(at) - timedelta(days=3), closes_on=day_of(at) + timedelta(days=20),
        proof_due_on=date(year + 1, 3, 31), created_by=head, created_at=at,
    )  # fmt: skip
    return perform(CALL, "open", on=call, by=head, at=at)


def begun(call: ForwardingCall, *, at: datetime, address: str = ADDRESS) -> ForwardingCase:
    """A fresh draft of this address."""
    begin_application(call=call, email=address, link=link, at=at)
    return ForwardingCase.objects.filter(call=call, email=address).latest("pk")


def secret_for(address: str = ADDRESS) -> str:
    """The secret in the newest mail to an address."""
    mail = OutboxMail.objects.filter(to=address).latest("pk")
    found = re.search(r"/antrag/([\w-]+)/", mail.text)
    assert found, mail.text
    return found[1]


def typed(number: int, values: dict[str, str]) -> dict[str, str]:
    """Inputs of an item by the ids of the form."""
    return {f"items-{number}-{name}": text for name, text in values.items()}


def club_in(year: int) -> dict[str, str]:
    """The club's measure in this year."""
    return CLUB | {"starts_on": f"01.01.{year}", "ends_on": f"31.12.{year}"}


def filled(call: ForwardingCall, *, at: datetime, address: str = ADDRESS) -> ForwardingCase:
    """A complete draft for B2 and D1: 5,000 and 1,600 euro."""
    case = begun(call, at=at, address=address)
    with acting_for_case(case.pk):
        drafting.add_item(case=case, code="B2", at=at)
        drafting.add_item(case=case, code="D1", at=at)
        version = ForwardingCase.objects.get(pk=case.pk).version
        saved = drafting.save_application(
            case=case, typed=club_in(call.fiscal_year) | typed(1, GATHERING) | typed(2, TRAINING),
            declared=DECLARED, version=version, at=at,
        )  # fmt: skip
        assert not saved.errors
        assert not saved.conflicts
    case.refresh_from_db()
    return case


def handed_in(case: ForwardingCase, *, at: datetime) -> ForwardingCase:
    """Submitted through its link."""
    with acting_for_case(case.pk):
        confirm_address(case, at=at)
        return hand_in(case=case, link=link, at=at)


def asked(case: ForwardingCase, *, at: datetime, question: str = "Wer hilft?") -> ForwardingCase:
    """Handed in, and the centre has asked back."""
    moved, checker = handed_in(case, at=at), of_centre(case, "specialist")
    CaseQuery.objects.create(case=moved, question=question, asked_by=checker, asked_at=at)
    return perform(CASE, "ask", on=moved, by=checker, at=at, reason=question)


def of_centre(case: ForwardingCase, role: str) -> Person:
    """Somebody of the case's centre."""
    return factories.person(role, of=case.centre.organisation)


def paid(case: ForwardingCase, *, at: datetime) -> ForwardingCase:
    """Handed in, promised in full, contracted and ordered: the third party may prove."""
    return pay(handed_in(case, at=at), at=at)


def pay(case: ForwardingCase, *, at: datetime) -> ForwardingCase:
    """What the centre does between a submission and the proof."""
    moved = case
    checker, head = of_centre(case, "specialist"), of_centre(case, "head")
    ForwardingCase.objects.filter(pk=case.pk).update(checked_by=checker)
    perform(CASE, "check", on=moved, by=checker, at=at)
    for item in case.items.all():
        CaseItem.objects.filter(pk=item.pk).update(promised=F("amount"))
    ForwardingCase.objects.filter(pk=case.pk).update(promised=F("requested"), decided_by=head)
    perform(CASE, "promise", on=moved, by=head, at=at)
    moved.refresh_from_db()
    assert moved.promised
    day = date(moved.call.fiscal_year, 3, 1)
    model = programme_by_key(moved.call.version).contract_on(day)
    assert model
    ForwardingContract.objects.create(
        case=moved, model_version=model.version, amount=moved.promised, starts_on=day,
        ends_on=date(moved.call.fiscal_year, 12, 31), proof_due_on=moved.call.proof_due_on,
        centre_signed_on=day, applicant_signed_on=day, signed_by=head, created_at=at,
    )  # fmt: skip
    perform(CASE, "contract", on=moved, by=head, at=at)
    ForwardingPayment.objects.create(
        case=moved, amount=moved.promised, wanted_on=day_of(at), ordered_by=head, ordered_at=at
    )
    return perform(CASE, "pay", on=moved, by=checker, at=at)


def application_of(case: ForwardingCase) -> Document:
    """The frozen application."""
    found = latest(f"{case.letter_series}:application")
    assert found
    return found
