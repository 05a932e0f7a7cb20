"""What people are told by mail. Subjects name no person; texts carry a link instead of data."""

from datetime import date, datetime

from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.mail.actions import enqueue
from drehscheibe.kernel.people.models import Account, Invitation

GREETING = "Guten Tag,\n\n"
CLOSING = (
    "\n\nDiese Nachricht hat die Drehscheibe verschickt, die gemeinsame Plattform der "
    "Kommunalen Integrationszentren."
)


def send_invitation(invitation: Invitation, *, link: str, role: str, at: datetime) -> None:
    """The link to accept a role; the same whether or not the address has an account."""
    until = _day(day_of(invitation.expires_at))
    enqueue(
        to=invitation.email,
        subject="Einladung zur Drehscheibe",
        text=(
            f"{GREETING}Sie sind eingeladen, auf der Drehscheibe als „{role}“ für "
            f"„{invitation.organisation}“ zu arbeiten. Bis zum {until} können Sie annehmen:\n\n"
            f"{link}\n\nDer Link gilt einmal und nur für Sie. Haben Sie nicht damit gerechnet, "
            f"tun Sie bitte nichts.{CLOSING}"
        ),
        key=f"access.invitation:{invitation.pk}",
        at=at,
    )


def send_password_link(account: Account, *, link: str, at: datetime) -> None:
    """The link to set a new password."""
    enqueue(
        to=account.email,
        subject="Drehscheibe: neues Kennwort",
        text=(
            f"{GREETING}für Ihr Konto wurde ein neues Kennwort angefordert. Hier legen Sie es "
            f"fest:\n\n{link}\n\nDer Link gilt kurz und nur einmal. Haben Sie das nicht "
            f"angefordert, tun Sie bitte nichts: Ihr Kennwort bleibt, wie es ist.{CLOSING}"
        ),
        key=f"access.password:{account.pk}:{at.isoformat()}",
        at=at,
    )


def send_warning(account: Account, *, what: str, at: datetime) -> None:
    """Something about the account's protection changed; `what` is a German sentence."""
    enqueue(
        to=account.email,
        subject="Drehscheibe: Änderung an Ihrem Konto",
        text=(
            f"{GREETING}{what}\n\nWaren Sie das nicht? Dann melden Sie sich bitte sofort bei der "
            f"Person, die bei Ihnen die Zugänge verwaltet.{CLOSING}"
        ),
        key=f"access.warning:{account.pk}:{at.isoformat()}",
        at=at,
    )


def _day(day: date) -> str:
    return f"{day:%d.%m.%Y}"
