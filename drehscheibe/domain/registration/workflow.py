"""The way of a registration; most steps follow from what happens to the seats."""

from drehscheibe.domain.registration import permissions as may
from drehscheibe.domain.registration.models import RegistrationIs as Is
from drehscheibe.kernel.workflow.declarations import Transition, Workflow

REGISTRATION = Workflow(
    name="registration.registration",
    states=Is,
    initial=Is.PENDING,
    transitions=(
        Transition(
            "confirm", "Platz bestätigen", (Is.PENDING, Is.WAITLISTED, Is.OFFERED), Is.CONFIRMED,
            may.KEEP, follows=True, effect="Die Person ist angemeldet und erfährt es gleich.",
        ),
        Transition(
            "wait", "Auf die Warteliste", (Is.PENDING,), Is.WAITLISTED, may.KEEP, follows=True,
            effect="Die Person behält ihre Wartenummer, bis ein Platz frei wird.",
        ),
        Transition(
            "offer", "Platz anbieten", (Is.WAITLISTED,), Is.OFFERED, may.KEEP, follows=True,
            effect="Der Platz ist bis zum Ende der Frist für diese Person frei gehalten.",
        ),
        Transition(
            "expire", "Angebot verfallen lassen", (Is.OFFERED,), Is.EXPIRED, may.KEEP,
            follows=True, effect="Der Platz geht an die nächste Person.",
        ),
        Transition(
            "decline", "Angebot ablehnen", (Is.OFFERED,), Is.DECLINED, may.REGISTER, follows=True,
            effect="Der Platz geht an die nächste Person.",
        ),
        Transition(
            "withdraw", "Abmelden", (Is.PENDING, Is.CONFIRMED, Is.WAITLISTED), Is.WITHDRAWN,
            may.REGISTER, follows=True,
            effect="Der Platz geht an die nächste Person; wer wieder kommen möchte, stellt sich "
            "hinten an.",
        ),
        Transition(
            "reject", "Nicht annehmen", (Is.PENDING, Is.WAITLISTED), Is.REJECTED, may.KEEP,
            needs_reason=True, follows=True, effect="Die Person erfährt den Grund.",
        ),
        Transition(
            "cancel", "Absagen", (Is.PENDING, Is.CONFIRMED, Is.WAITLISTED, Is.OFFERED),
            Is.CANCELLED, may.KEEP, needs_reason=True, follows=True,
            effect="Alle Angemeldeten erfahren es einmal.",
        ),
    ),
)  # fmt: skip
