"""What one may do with accounts, payment orders and runs, and through whom."""

from django.db.models import Q

from drehscheibe.kernel.permissions.declarations import NETWORK, Permission

KEEPER = ("kept_by", "kept_by__parent")
PAYER = ("payer",)
PAYER_OR_UNIT = ("payer", "unit")
PAYEE = Q(owner__isnull=False)
"""Accounts of organisations: the granting authority pays there. Third parties' are not its own."""

ACCOUNT_VIEW = Permission(
    "payments.account.view", "Bankverbindungen einsehen (verkürzt)", through=KEEPER
)
ACCOUNT_MANAGE = Permission("payments.account.manage", "Bankverbindungen eintragen", through=KEEPER)
ACCOUNT_CONFIRM = Permission(
    "payments.account.confirm", "Bankverbindungen bestätigen", through=KEEPER
)
ACCOUNT_READ_NUMBER = Permission(
    "payments.account.read_number", "Vollständige IBAN anzeigen", through=KEEPER
)
ACCOUNT_VOUCH = Permission(
    "payments.account.vouch",
    "Bankverbindungen von Zuwendungsempfängern prüfen",
    through=(NETWORK,),
    only=PAYEE,
)
ORDER_VIEW = Permission("payments.order.view", "Zahlungen einsehen", through=PAYER_OR_UNIT)
ORDER_PLACE = Permission("payments.order.place", "Zahlungen anweisen", through=PAYER_OR_UNIT)
RUN_PREPARE = Permission("payments.run.prepare", "Zahlungsläufe vorbereiten", through=PAYER)
RUN_RELEASE = Permission("payments.run.release", "Zahlungsläufe freigeben", through=PAYER)

READING = (ORDER_VIEW,)
RUN_READING = (RUN_PREPARE, RUN_RELEASE)
ACCOUNT_READING = (ACCOUNT_VIEW, ACCOUNT_VOUCH)

UNIT_ORDERING = frozenset(
    {ORDER_VIEW, ORDER_PLACE, ACCOUNT_VIEW, ACCOUNT_MANAGE, ACCOUNT_CONFIRM, ACCOUNT_READ_NUMBER}
)
"""A centre's head: orders what the carrier pays, keeps the accounts of third parties."""
CARRIER_PAYING = UNIT_ORDERING | {RUN_PREPARE, RUN_RELEASE}
"""A carrier: one person prepares, a second one of the same role releases."""
AUTHORITY_PREPARING = frozenset(
    {
        ORDER_VIEW, ORDER_PLACE, ACCOUNT_VIEW, ACCOUNT_MANAGE, ACCOUNT_CONFIRM,
        ACCOUNT_READ_NUMBER, ACCOUNT_VOUCH, RUN_PREPARE,
    }
)  # fmt: skip
AUTHORITY_RELEASING = frozenset(
    {
        ORDER_VIEW, ORDER_PLACE, ACCOUNT_VIEW, ACCOUNT_CONFIRM, ACCOUNT_READ_NUMBER,
        ACCOUNT_VOUCH, RUN_RELEASE,
    }
)  # fmt: skip
