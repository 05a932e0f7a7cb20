"""In a demonstration no mail leaves: the page that tells of the mail shows it instead."""

from django.conf import settings

from drehscheibe.domain.forwarding.third_party.mails import LINK_KEY
from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.permissions.second_wall import acting_as_system


def newest_mail() -> OutboxMail | None:
    """The last link that was asked for; None outside a demonstration and where mails are sent."""
    if not settings.DEMONSTRATION or settings.DREHSCHEIBE_MAIL:
        return None
    with acting_as_system():
        return OutboxMail.objects.filter(key__startswith=LINK_KEY).order_by("-pk").first()
