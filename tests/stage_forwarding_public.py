"""What the pages behind a third party's link need: an open call and a case somebody writes."""

from datetime import datetime

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.forwarding.third_party.links import secret_of
from drehscheibe.doors.console.demonstration import WARENDORF
from tests.domain.forwarding.third_party import samples
from tests.routes import Sample


def samples_of_third_parties(*, at: datetime) -> dict[str, list[Sample]]:
    """A draft for B2 and D1 by link, and the call it answers."""
    centre = Centre.objects.get(key=WARENDORF)
    call = samples.open_call(
        at=at, centre=centre, slug="mitmachen-buehne", version="komm_an_2-2020", year=2021
    )
    case = samples.filled(call, at=at)
    secret = secret_of(case)
    paid = samples.paid(samples.filled(call, at=at, address="chor@verein.example"), at=at)
    proving = [Sample({"secret": secret_of(paid)})]
    asked = samples.asked(samples.filled(call, at=at, address="tanz@verein.example"), at=at)
    letter = samples.application_of(asked)
    return {
        "public:slug": [Sample({"slug": call.slug})],
        "public:secret": [Sample({"secret": secret})],
        "public:proof_edit": proving,
        "public:proof_vouchers": proving,
        "public:proof_submit": proving,
        "public:case_answer": [Sample({"secret": secret_of(asked)})],
        "public:case_document": [Sample({"secret": secret_of(asked), "document": letter.pk})],
    }
