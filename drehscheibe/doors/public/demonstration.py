"""In a demonstration no mail leaves: the page that tells of the mail shows it instead."""

from django.conf import settings

from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.permissions.second_wall import acting_as_system


def newest_mail(mark: str) -> OutboxMail | None:
    """The last mail whose key begins with `mark`; None where mails leave or nothing is shown."""
    if not settings.DEMONSTRATION or settings.DREHSCHEIBE_MAIL:
        return None
    with acting_as_system():
        return OutboxMail.objects.filter(key__startswith=mark).order_by("-pk").first()
