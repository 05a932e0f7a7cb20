"""Courses of the demonstration, for the addresses that lead to them."""

from datetime import datetime

from drehscheibe.domain.courses.links import invite
from drehscheibe.domain.courses.models import CourseHint, CourseOffer
from drehscheibe.domain.directory import hsds
from drehscheibe.domain.directory.models import Actor
from drehscheibe.doors.console.demo_courses import courses
from drehscheibe.doors.console.demo_days import Days
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.mail.models import OutboxMail
from drehscheibe.kernel.people.models import Person
from tests.routes import Sample

ETHIOPIC = "Deutsch A1 · ቋንቋ ጀርመን"
"""Content in a script no language of the interface is written in."""
KEEPER = "fachkraft@warendorf.example"


def samples_of_hsds(course: CourseOffer) -> dict[str, list[Sample]]:
    """One of each list: the provider, the course at its place, a vocabulary, a word."""
    names = {
        "organization": course.actor.public_id,
        "at_location": hsds.turned(course.public_id, hsds.AT_LOCATION),
        "taxonomy": hsds.taxonomy("partnertyp")["id"],
        "term": hsds.term(next(iter(hsds.terms())))["id"],
    }
    return {f"api:hsds_{name}": [Sample({"identity": own})] for name, own in names.items()}


def samples_of_courses(cast: dict[str, Person], *, at: datetime) -> dict[str, list[Sample]]:
    """A course with a hint, a draft, their providers, and a link that still opens."""
    courses(cast, Days(day_of(at)))
    hinted = CourseHint.objects.get().offer
    hinted.title = ETHIOPIC
    hinted.save(update_fields=["title"])
    draft = CourseOffer.objects.get(standing="draft")
    actors = Actor.objects.filter(pk__in=[hinted.actor_id, draft.actor_id])
    invite(actor=hinted.actor, email="kurse@vhs.example", by=cast[KEEPER], at=at)
    mail = OutboxMail.objects.filter(key__startswith="courses.link:").latest("pk")
    secret = mail.text.split("/kurse/anbieter/")[1].split("/")[0]
    public = [Sample({"public_id": hinted.public_id})]
    mine = [Sample({"actor": each.pk}, own_rule=True, who=KEEPER) for each in actors]
    return {
        "public:course": public,
        "public:course_hint": public,
        "public:course_data": public,
        "public:course_dates": public,
        "public:atom": [Sample({"kind": "kurse"})],
        "catalogue": [Sample({"form": "ttl"})],
        "sitemap_sheet": [Sample({"language": "de", "kind": "kurse", "number": 1})],
        "api:hsds_service": [Sample({"identity": hinted.public_id})],
        **samples_of_hsds(hinted),
        "public:provider": [Sample({"secret": secret})],
        "staff:courses:offer": [Sample({"offer": each.pk}, each) for each in (hinted, draft)],
        "staff:courses:actor": mine,
        "staff:courses:hint_settle": [
            Sample({"hint": CourseHint.objects.get().pk}, own_rule=True, who=KEEPER)
        ],
    }
