"""A third party's way, step by step, through the same actions as the pages."""

from datetime import date, datetime
from io import BytesIO

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image, ImageDraw, ImageFont

from drehscheibe.domain.forwarding.applicant_checks import declarations
from drehscheibe.domain.forwarding.centre import checking, contracts, deciding, paying, proofs
from drehscheibe.domain.forwarding.link import acting_for_case
from drehscheibe.domain.forwarding.models import ForwardingCall, ForwardingCase, ForwardingPayment
from drehscheibe.domain.forwarding.third_party import drafting, handing_in, proving, vouchers
from drehscheibe.domain.forwarding.third_party.beginning import begin_application
from drehscheibe.domain.payments.accounts import AccountDetails, take_account_step
from drehscheibe.doors.console.demo_clubs import Club
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.language.amounts import amount_input, euro
from drehscheibe.kernel.language.days import german_day
from drehscheibe.kernel.people.models import Person

Period = tuple[date, date]


def link(secret: str) -> str:
    """The address of a case; `make run` serves it at the start of the path only."""
    return f"http://localhost:8000{reverse('public:case', args=[secret])}"


def begun(call: ForwardingCall, club: Club, period: Period, *, at: datetime) -> ForwardingCase:
    """A complete draft, its address proved by the link."""
    begin_application(call=call, email=club.email, link=link, at=at)
    case = ForwardingCase.objects.get(call=call, email=club.email)
    form = club.form | {"starts_on": german_day(period[0]), "ends_on": german_day(period[1])}
    with acting_for_case(case.pk):
        drafting.add_item(case=case, code=club.code, at=at)
        version = ForwardingCase.objects.get(pk=case.pk).version
        saved = drafting.save_application(
            case=case, typed=form, declared=[each.code for each in declarations()],
            version=version, at=at,
        )  # fmt: skip
        if saved.errors:
            raise ValueError(f"{club.name}: {saved.errors}")
        handing_in.confirm_address(fresh(case), at=at)
    return fresh(case)


def handed_in(call: ForwardingCall, club: Club, period: Period, *, at: datetime) -> ForwardingCase:
    """Handed in through the link."""
    case = begun(call, club, period, at=at)
    with acting_for_case(case.pk):
        handing_in.hand_in(case=case, link=link, at=at)
    return fresh(case)


def checked(case: ForwardingCase, *, by: Person, at: datetime) -> ForwardingCase:
    """The specialist's check is closed."""
    return checking.check_case(case=case, by=by, at=at)


def promised(case: ForwardingCase, *, by: Person, at: datetime) -> ForwardingCase:
    """The whole amount is promised."""
    amounts = {item.number: item.amount for item in case.items.all() if item.amount}
    deciding.promise_case(case=case, amounts=amounts, reason="", link=link, by=by, at=at)
    return fresh(case)


def contracted(case: ForwardingCase, club: Club, *, by: Person, at: datetime) -> ForwardingCase:
    """The account is given and confirmed, the contract signed by both."""
    with acting_for_case(case.pk):
        details = AccountDetails(club.name, club.account)
        handing_in.give_account(case=case, details=details, at=at)
    account = fresh(case).account
    if account is None:
        raise LookupError(f"no account for {case}")
    take_account_step(account=account, step="confirm", by=by, at=at)
    contracts.prepare_contract(
        case=case, proof_due_on=case.call.proof_due_on, link=link, by=by, at=at
    )
    today = day_of(at)
    signed = contracts.Signatures(
        centre_on=today, applicant_on=today,
        scan=SimpleUploadedFile("vertrag.pdf", _signed(case, club, today), "application/pdf"),
    )  # fmt: skip
    contracts.sign_contract(case=case, signatures=signed, by=by, at=at)
    return fresh(case)


def to_pay(case: ForwardingCase, *, by: Person, at: datetime) -> ForwardingPayment:
    """The whole contract is to be paid."""
    amount = paying.payable(case)
    return paying.order_part(case=case, amount=amount, wanted_on=day_of(at), by=by, at=at)


def proved(case: ForwardingCase, club: Club, *, at: datetime) -> ForwardingCase:
    """What happened, in numbers and with the photo of a receipt, handed in."""
    bought_on = min(case.ends_on or day_of(at), day_of(at))
    photo = SimpleUploadedFile("beleg.jpg", _receipt(club, bought_on), "image/jpeg")
    case = fresh(case)
    with acting_for_case(case.pk):
        number = vouchers.add_voucher(case=case, file=photo, item_number=1, at=at)
        typed = {
            "text": f"{club.title}: Es kamen mehr Menschen als gedacht, und alle blieben lange.",
            "participants": "48",
            **{f"lines-1-{name}": club.values[name] for name in ("measures", "cost")},
            f"vouchers-{number}-dated_on": german_day(bought_on),
            f"vouchers-{number}-paid_on": german_day(bought_on),
            f"vouchers-{number}-amount": amount_input(club.amount),
            f"vouchers-{number}-payee": "Markthalle",
            f"vouchers-{number}-purpose": "Material und Lebensmittel",
            f"vouchers-{number}-item": "1",
        }
        saved = proving.save_proof(case=case, typed=typed, confirmed=True, version=9, at=at)
        if saved.errors:
            raise ValueError(f"{club.name}: {saved.errors}")
        proving.submit_proof(case=case, at=at)
    return fresh(case)


def closed(
    case: ForwardingCase, club: Club, *, checks: Person, decides: Person, at: datetime
) -> None:
    """Everything is accepted, the case is closed."""
    accepted = proofs.CheckedProof(eligible={1: club.amount}, note="Belege gesehen.")
    proofs.check_proof(case=case, checked=accepted, by=checks, at=at)
    proofs.close_case(case=fresh(case), by=decides, at=at)


def fresh(case: ForwardingCase) -> ForwardingCase:
    """The row as it stands."""
    rows = ForwardingCase.objects.select_related("call", "centre__organisation", "account")
    return rows.get(pk=case.pk)


def _receipt(club: Club, day: date) -> bytes:
    """A photo of a receipt, as somebody would send it from a telephone."""
    photo = Image.new("RGB", (900, 1200), "#7d746a")
    ImageDraw.Draw(photo).rectangle((150, 110, 750, 1080), fill="#f7f4ec")
    lines = (
        "MARKTHALLE", "Musterweg 1", "", german_day(day), "", "Stoff, Garn, Obst, Brot", "",
        f"SUMME   {euro(club.amount)}", "", "BAR BEZAHLT", "Beleg der Demonstration",
    )  # fmt: skip
    _written(photo, lines)
    with BytesIO() as target:
        photo.rotate(2, fillcolor="#7d746a").save(target, "JPEG", quality=80)
        return target.getvalue()


def _signed(case: ForwardingCase, club: Club, day: date) -> bytes:
    """The scan of the page with both signatures."""
    page = Image.new("L", (900, 1200), "white")
    lines = (
        f"Weiterleitungsvertrag {case.number}", "", "gezeichnet", german_day(day), "",
        "Kommunales Integrationszentrum", "", club.contact, club.name, "",
        "Seite der Demonstration",
    )  # fmt: skip
    _written(page, lines)
    with BytesIO() as target:
        page.save(target, "PDF")
        return target.getvalue()


def _written(page: Image.Image, lines: tuple[str, ...]) -> None:
    font = ImageFont.truetype(str(settings.DREHSCHEIBE_FONT_DIR / "FiraSans-Regular.ttf"), 34)
    pen = ImageDraw.Draw(page)
    for number, text in enumerate(lines):
        pen.text((200, 180 + number * 70), text, fill="#2b2b2b", font=font)
