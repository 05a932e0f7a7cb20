"""A claim for the crawl: Düsseldorf 2023, example 8, claimed back."""

from decimal import Decimal

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.funding.models import Application, Reclaim
from drehscheibe.domain.funding.proof.workflow import PROOF
from drehscheibe.domain.funding.reclaim.waiver import WaiverTerms, prepare_waiver
from drehscheibe.domain.funding.reclaim.workflow import WAIVER
from drehscheibe.doors.console.demonstration import People
from drehscheibe.doors.staff.funding.reclaim.case import STEPS
from tests import factories
from tests.domain.funding.reclaim import samples
from tests.domain.funding.stories import Story
from tests.routes import Sample

DUESSELDORF = "05111"
PAGES = ("reclaim", "hearing_begin", "hearing_answer", "reclaim_prepare", "reclaim_sign",
         "repayment_enter", "retention_hold")  # fmt: skip


def claimed(cast: People) -> dict[str, list[Sample]]:
    """Samples for every page of a reclaim and for the package."""
    centre = Centre.objects.get(key=DUESSELDORF)
    factories.concept(centre)
    story = Story(
        centre=centre,
        specialist=factories.person("specialist", of=centre.organisation),
        head=factories.person("head", of=centre.organisation),
        carrier=factories.person("carrier", of=centre.carrier),
        officer=cast["sachbearbeitung@behoerde.example"],
        approver=cast["zeichnung@behoerde.example"],
    )
    cast[story.carrier.email] = story.carrier
    proof = samples.claimed(story, paid_at=samples.MARCH.replace(year=2023, month=3))
    case: Application = proof.application
    notice = Reclaim.objects.get(proof=proof).notice
    assert notice is not None
    waiver = prepare_waiver(
        proof=proof,
        terms=WaiverTerms(ground="other", amount=Decimal(100), reason="Stelle 5 war frei."),
        by=story.officer,
        at=samples.JUNE,
    )
    number = {"number": case.number}
    return {
        **{f"staff:funding:{page}": [Sample(number, proof)] for page in PAGES},
        "staff:funding:reclaim_document": [Sample(number | {"document": notice.pk}, proof)],
        "staff:funding:reclaim_step": [
            Sample(number | {"step": step}, proof, (PROOF.by_name[step].permission,))
            for step in sorted(STEPS)
        ],
        "staff:funding:waiver_prepare": [Sample(number, waiver)],
        "staff:funding:waiver_step": [
            Sample(number | {"waiver": waiver.pk, "step": step.name}, waiver, (step.permission,))
            for step in WAIVER.transitions
        ],
        "staff:funding:case_package": [Sample(number, case)],
    }
