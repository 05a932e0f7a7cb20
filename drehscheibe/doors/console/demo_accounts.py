"""Invented accounts of the demonstration: numbers that pass every check at a bank that is none."""

from datetime import date, datetime

from drehscheibe.domain.payments.accounts import AccountDetails, enter_account, take_account_step
from drehscheibe.domain.payments.models import BankAccount
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person

SINCE = date(2012, 3, 1)
AUTHORITY = "bewilligungsbehoerde"
OFFICER, APPROVER = "sachbearbeitung@behoerde.example", "zeichnung@behoerde.example"
ACCOUNTS = {
    AUTHORITY: ("Kasse der Behörde", "DE93999999990000000001"),
    "traeger-05570": ("Kreis Warendorf", "DE66999999990000000002"),
    "traeger-05315": ("Stadt Köln", "DE39999999990000000003"),
    "traeger-05111": ("Stadt Düsseldorf", "DE12999999990000000004"),
}
KEEPERS = {
    "traeger-05570": "traeger@warendorf.example",
    "traeger-05315": "traeger@koeln.example",
    "traeger-05111": "traeger@duesseldorf.example",
}


def accounts(cast: dict[str, Person], *, at: datetime) -> None:
    """The authority pays from its own account to those of the carriers; each confirmed by two."""
    for code, (holder, number) in ACCOUNTS.items():
        owner = Organisation.objects.get(code=code)
        if BankAccount.objects.filter(owner=owner).exists():
            continue
        own = code == AUTHORITY
        account = enter_account(
            details=AccountDetails(holder, number, valid_from=SINCE),
            kept_by=owner, owner=owner, by=cast[OFFICER if own else KEEPERS[code]], at=at,
        )  # fmt: skip
        take_account_step(
            account=account, step="confirm" if own else "vouch",
            by=cast[APPROVER if own else OFFICER], at=at,
        )  # fmt: skip
