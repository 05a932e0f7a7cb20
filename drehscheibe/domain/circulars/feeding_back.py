"""Rückspiegelung: what practice shows, bundled by topic, answered by those who make the rules."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from drehscheibe.domain.circulars import permissions as may
from drehscheibe.domain.circulars.models import (
    BundleIs,
    Circular,
    FeedbackBundle,
    PracticeFeedback,
)
from drehscheibe.domain.circulars.refusals import CircularRefused
from drehscheibe.domain.circulars.telling import Words, tell_people
from drehscheibe.domain.circulars.workflow import BUNDLE
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.language.rich_text import cleaned
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.declarations import Permission, roles
from drehscheibe.kernel.permissions.reach import Standing, locked_for, standing_for
from drehscheibe.kernel.workflow.following import perform_following


@dataclass(frozen=True)
class Experience:
    """What a house found in practice."""

    topic: str
    text: str
    about: Circular | None = None


@transaction.atomic
def give_feedback(
    *, organisation: Organisation, experience: Experience, by: Person, at: datetime
) -> PracticeFeedback:
    """Tell it, for one's own house."""
    if organisation.pk not in standing_for(by, on=day_of(at)).organisations_with(may.GIVE):
        raise CircularRefused("Rückmeldungen geben Sie für Ihr eigenes Haus.", "organisation")
    if not experience.topic.strip():
        raise CircularRefused("Bitte nennen Sie das Thema.", "topic")
    if not experience.text.strip():
        raise CircularRefused("Bitte schreiben Sie, was sich gezeigt hat.", "text")
    given = PracticeFeedback.objects.create(
        organisation=organisation, by=by, topic=experience.topic.strip(),
        text=cleaned(experience.text), about=experience.about, at=at,
    )  # fmt: skip
    record("circulars.feedback.give", about=given, by=by, at=at)
    return given


@transaction.atomic
def bundle(
    *, keeper: Organisation, topic: str, feedback: Collection[PracticeFeedback], by: Person,
    at: datetime,
) -> FeedbackBundle:  # fmt: skip
    """Put together what belongs together; each feedback is in one bundle at most."""
    if keeper.pk not in standing_for(by, on=day_of(at)).organisations_with(may.BUNDLE):
        raise CircularRefused("Gebündelt wird in der Koordinierungsstelle.")
    if not topic.strip():
        raise CircularRefused("Bitte nennen Sie das Thema.", "topic")
    keys = _free(feedback)
    made = FeedbackBundle.objects.create(topic=topic.strip(), keeper=keeper, given_by=len(keys))
    PracticeFeedback.objects.filter(pk__in=keys).update(bundle=made)
    record("circulars.bundle.make", about=made, by=by, at=at, detail={"feedback": len(keys)})
    return made


@transaction.atomic
def add_to_bundle(
    *, bundle: FeedbackBundle, feedback: Collection[PracticeFeedback], by: Person, at: datetime
) -> FeedbackBundle:
    """More of the same topic, while it is being put together."""
    held: FeedbackBundle = locked_for(by, may.BUNDLE, bundle, on=day_of(at))
    if held.status != BundleIs.COLLECTING:
        raise CircularRefused("Dieses Bündel liegt schon beim Ministerium.")
    keys = _free(feedback)
    PracticeFeedback.objects.filter(pk__in=keys).update(bundle=held)
    FeedbackBundle.objects.filter(pk=held.pk).update(given_by=held.feedback.count())
    held.refresh_from_db()
    record("circulars.bundle.add", about=held, by=by, at=at, detail={"feedback": len(keys)})
    return held


@transaction.atomic
def ask_ministry(
    *, bundle: FeedbackBundle, ministry: Organisation, summary: str, by: Person, at: datetime
) -> FeedbackBundle:
    """Lay the summary before a ministry: what was found and by how many, not by whom."""
    held = locked_for(by, may.BUNDLE, bundle, on=day_of(at))
    if not summary.strip():
        raise CircularRefused("Bitte fassen Sie die Rückmeldungen zusammen.", "summary")
    if ministry.kind != Organisation.Kind.MINISTRY:
        raise CircularRefused("Bitte wählen Sie ein Ministerium.", "ministry")
    perform_following(
        BUNDLE, "ask", on=[held], by=by, at=at, summary=cleaned(summary), answerer=ministry
    )
    tell_people(
        [ministry.pk], _able(may.ANSWER), key=f"circulars.bundle:{held.pk}:ask", at=at,
        words=Words(
            "Eine Rückmeldung aus der Praxis liegt vor",
            "die Koordinierungsstelle hat Rückmeldungen der Zentren zusammengefasst und bittet "
            "Sie um Antwort.",
        ),
    )  # fmt: skip
    return held


@transaction.atomic
def answer(*, bundle: FeedbackBundle, text: str, by: Person, at: datetime) -> FeedbackBundle:
    """Answer; everybody whose house gave feedback learns it once."""
    held = locked_for(by, may.ANSWER, bundle, on=day_of(at))
    if not text.strip():
        raise CircularRefused("Bitte schreiben Sie eine Antwort.", "text")
    givers = _givers(held)
    perform_following(
        BUNDLE, "answer", on=[held], by=by, at=at, answer=cleaned(text), answered_at=at,
        answered_by=by,
    )  # fmt: skip
    tell_people(
        [*givers, held.keeper_id], _able(may.GIVE) + _able(may.BUNDLE),
        key=f"circulars.bundle:{held.pk}:answer", at=at,
        words=Words(
            "Ihre Rückmeldung ist beantwortet",
            "zu einem Thema Ihrer Rückmeldungen liegt eine Antwort vor.",
        ),
    )  # fmt: skip
    return held


def bundles_for(standing: Standing) -> QuerySet[FeedbackBundle]:
    """For the keeper all, for the ministry what was laid before it, for givers their own."""
    given = PracticeFeedback.objects.filter(
        organisation__in=standing.organisations_with(may.GIVE), bundle__isnull=False
    )
    return FeedbackBundle.objects.filter(
        Q(keeper__in=standing.organisations_with(may.BUNDLE))
        | Q(answerer__in=standing.organisations_with(may.ANSWER)) & ~Q(status=BundleIs.COLLECTING)
        | Q(pk__in=given.values("bundle"))
    ).select_related("keeper", "answerer")


def feedback_for(standing: Standing) -> QuerySet[PracticeFeedback]:
    """One's own house's; all of them for whoever bundles."""
    rows = PracticeFeedback.objects.select_related("organisation__centre", "bundle")
    if standing.organisations_with(may.BUNDLE):
        return rows
    return rows.filter(organisation__in=standing.organisations_with(may.GIVE))


def _free(feedback: Collection[PracticeFeedback]) -> list[int]:
    """Their ids, locked; `CircularRefused` when there is none or one is bundled already."""
    keys = [each.pk for each in feedback]
    rows = PracticeFeedback.objects.filter(pk__in=keys).select_for_update(of=("self",), no_key=True)
    if not keys or any(each.bundle_id is not None for each in rows):
        raise CircularRefused("Bitte wählen Sie Rückmeldungen, die noch in keinem Bündel sind.",
                              "feedback")  # fmt: skip
    return keys


def _givers(bundle: FeedbackBundle) -> list[int]:
    """The houses that gave it, past the wall: told by the platform, shown to nobody."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT circulars_givers(%s)", [bundle.pk])
        return [row[0] for row in cursor]


def _able(permission: Permission) -> list[str]:
    return [code for code, role in roles().items() if permission in role.permissions]
