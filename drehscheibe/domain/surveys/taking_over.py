"""The head goes on writing where a colleague holds the response; nothing of hers is lost."""

from datetime import datetime

from django.db import transaction

from drehscheibe.domain.surveys import permissions as may
from drehscheibe.domain.surveys.models import SurveyResponse
from drehscheibe.domain.surveys.refusals import SurveyRefused
from drehscheibe.domain.surveys.responding import hold, holder, locked, refuse_unwritable
from drehscheibe.domain.surveys.telling import mail
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.mail.reminders import keep_new
from drehscheibe.kernel.people.models import Person

WORDS = (
    "an der Antwort Ihres Hauses auf eine Abfrage schreibt jetzt Ihre Leitung weiter. Den Grund "
    "lesen Sie dort. Was gespeichert war, bleibt; was Sie seitdem getippt haben, liegt für Sie "
    "beiseite."
)


@transaction.atomic
def take_over(
    *, response: SurveyResponse, seen: int, reason: str, by: Person, at: datetime
) -> SurveyResponse:
    """Hold the response instead of the colleague whose id is `seen`, who is told.

    Raises `SurveyRefused` without a reason, once nothing can be written, and when meanwhile it is
    somebody else who writes: of two heads at once the second is told of the first.
    `PermissionDenied` for whoever may not sign off.
    """
    held = locked(response, by, at, may.SIGN)
    refuse_unwritable(held, at)
    other = holder(held, at=at)
    if other is None or other == by:  # the time was over, or sent twice: hers already
        hold(held, by, at)
        return held
    if other.pk != seen:
        raise SurveyRefused(f"Inzwischen schreibt {other}. Bitte laden Sie die Seite neu.")
    if not reason.strip():
        raise SurveyRefused("Bitte nennen Sie den Grund; er steht für die Kollegin, den Kollegen "
                            "auf der Seite.", "takeover_reason")  # fmt: skip
    hold(held, by, at, taken_over=reason.strip()[:300])
    record("surveys.response.take_over", about=held, by=by, at=at, detail={"from": other.pk})
    if other.email:
        key = f"surveys.response:{held.pk}:taken:{at.isoformat()}:{other.pk}"
        subject = "Ihre Leitung schreibt an einer Antwort weiter"
        keep_new([mail(key, other.email, subject, WORDS, at)])
    return held
