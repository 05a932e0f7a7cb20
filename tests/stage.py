"""The demonstration year with one row of every kind that an address can lead to."""

from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model

from drehscheibe.domain.centres.actions import import_register
from drehscheibe.domain.centres.concept import actions as concepts
from drehscheibe.domain.centres.founding import actions as foundings
from drehscheibe.domain.centres.founding.workflow import FOUNDING
from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.centres.models.concept import IntegrationConcept
from drehscheibe.domain.funding import actions as applications
from drehscheibe.domain.funding.guideline_files import all_guidelines
from drehscheibe.domain.funding.models import Application
from drehscheibe.domain.funding.workflow import APPLICATION
from drehscheibe.doors.console import demonstration
from drehscheibe.doors.console.demonstration import COLOGNE, WARENDORF
from drehscheibe.kernel.access import actions as access
from drehscheibe.kernel.access.held_inputs import Typed, hold
from drehscheibe.kernel.access.models import Admission, IdentityProvider
from drehscheibe.kernel.documents.selectors import versions
from drehscheibe.kernel.people.models import Invitation, Membership, Person
from tests.routes import Sample
from tests.stage_controlling import samples_of_controlling
from tests.stage_courses import samples_of_courses
from tests.stage_directory import samples_of_directory
from tests.stage_events import samples_of_events
from tests.stage_forwarding import samples_of_forwarding
from tests.stage_forwarding_public import samples_of_third_parties
from tests.stage_goal_decisions import samples_of_goal_decisions
from tests.stage_groups import samples_of_groups
from tests.stage_guide import samples_of_guide
from tests.stage_network import samples_of_network
from tests.stage_outward import samples_of_outward
from tests.stage_payments import samples_of_payments
from tests.stage_payout import samples_of_payout
from tests.stage_proof import samples_of_proof
from tests.stage_reclaim import claimed
from tests.stage_reporting import samples_of_reporting
from tests.stage_reports import samples_of_reports
from tests.stage_returns import samples_of_returns
from tests.stage_surveys import samples_of_surveys
from tests.stage_third_parties import samples_of_the_centre
from tests.stage_values import samples_of_values

FORMS = [Sample({"form": "csv"}), Sample({"form": "xlsx"})]


@dataclass
class Stage:
    """People by address, and samples by route or kind of parameters."""

    people: dict[str, Person]
    samples: dict[str, list[Sample]]


def set_up(*, at: datetime) -> Stage:
    """Register, demonstration year, and what that year has no example of."""
    import_register(at=at)
    cast = demonstration.people(at=at)
    demonstration.cases(cast)
    samples = {
        **_of_funding(cast, at),
        **_of_centres(cast, at),
        **_of_people(cast, at),
        **_of_accounts(cast, at),
        **_of_the_public(),
        **samples_of_forwarding(cast, at=at),
        **claimed(cast),
        **samples_of_controlling(cast, at=at),
        **samples_of_courses(cast, at=at),
        **samples_of_directory(cast, at=at),
        **samples_of_goal_decisions(cast, at=at),
        **samples_of_groups(cast, at=at),
        **samples_of_surveys(cast, at=at),
        **samples_of_events(cast, at=at),
        **samples_of_guide(cast, at=at),
        **samples_of_network(cast, at=at),
        **samples_of_outward(at=at),
        **samples_of_payments(cast, at=at),
        **samples_of_payout(cast, at=at),
        **samples_of_reports(cast, at=at),
        **samples_of_returns(cast, at=at),
        **samples_of_reporting(cast, at=at),
        **samples_of_the_centre(cast),
        **samples_of_proof(cast, at=at),
        **samples_of_third_parties(at=at),
        **samples_of_values(cast, at=at),
        "staff:audit:form": FORMS,
    }
    return Stage(cast, samples)


def _of_funding(cast: dict[str, Person], at: datetime) -> dict[str, list[Sample]]:
    own = Centre.objects.get(key=WARENDORF)
    specialist = cast["fachkraft@warendorf.example"]
    applications.start_application(centre=own, fiscal_year=2026, by=specialist, at=at)
    cases = list(Application.objects.order_by("number"))
    asked = [(case, query) for case in cases for query in case.queries.all()[:1]]
    letters = [(case, letter) for case in cases for letter in versions(case.letter_series)[:1]]
    assert asked
    assert letters
    return {
        "staff:funding:form": FORMS,
        "staff:funding:application_detail": [Sample({"number": c.number}, c) for c in cases],
        "staff:funding:application_row": [
            Sample({"number": case.number}, case, form={"row": "add:posts"}) for case in cases
        ],
        "staff:funding:number": [Sample({"number": case.number}, case) for case in cases[1:]],
        "staff:funding:number,step": [
            Sample({"number": case.number, "step": step.name}, case, (step.permission,))
            for case in cases[-2:]
            for step in APPLICATION.transitions
            if step.name not in {"ask", "prepare", "grant", "reject"}
            and (case == cases[-1] or step.name == "withdraw")
        ],
        "staff:funding:number,query": [
            Sample({"number": case.number, "query": query.pk}, case) for case, query in asked
        ],
        "staff:funding:document,number": [
            Sample({"number": case.number, "document": letter.pk}, case) for case, letter in letters
        ],
        "staff:funding:key": [Sample({"key": each.key}) for each in all_guidelines()[-1:]],
    }


def _of_centres(cast: dict[str, Person], at: datetime) -> dict[str, list[Sample]]:
    own, foreign = (Centre.objects.get(key=key) for key in (WARENDORF, COLOGNE))
    head = cast["leitung@warendorf.example"]
    draft = concepts.begin_concept(centre=own, title="Entwurf 2027", by=head, at=at)
    upload = SimpleUploadedFile("beschluss.pdf", _pdf(), "application/pdf")
    file = concepts.attach_document(concept=draft, file=upload, by=head, at=at)
    founding = foundings.begin_founding(centre=own, by=head, at=at)
    held = [draft, *IntegrationConcept.objects.exclude(pk=draft.pk)]
    pages = ("founding_detail", "founding_decision")
    return {
        "staff:centres:form": FORMS,
        "staff:centres:pk": [Sample({"pk": each.pk}, each) for each in held],
        "staff:centres:document,pk": [Sample({"pk": draft.pk, "document": file.pk}, draft)],
        "staff:centres:key": [Sample({"key": each.key}, each) for each in (own, foreign)],
        **{f"staff:centres:{page}": [Sample({"key": own.key}, founding)] for page in pages},
        "staff:centres:key,step": [
            Sample({"key": own.key, "step": step.name}, founding, (step.permission,))
            for step in FOUNDING.transitions
        ],
    }


def _of_people(cast: dict[str, Person], at: datetime) -> dict[str, list[Sample]]:
    head = cast["leitung@warendorf.example"]
    member = Membership.objects.get(person=cast["verwaltung@warendorf.example"])
    place = member.organisation
    access.invite(
        access.Newcomer("Ada", "Neuling", "ada@neu.example"),
        access.Place(place, "specialist", date(2026, 1, 1)),
        by=head, at=at, link=lambda token: f"https://drehscheibe.example/{token}",
    )  # fmt: skip
    provider = IdentityProvider.objects.create(
        organisation=place, slug="muster", name="Muster", issuer="https://op.example", client_id="x"
    )
    access.ask_admission(
        access.Newcomer("Bo", "Wartend", "bo@neu.example"), provider=provider, at=at
    )
    rows: dict[str, Model] = {
        "role_withdraw": member,
        "invitation_take_back": Invitation.objects.get(),
        "admission_decide": Admission.objects.get(),
        "address_edit": place,
    }
    return {"staff:people:form": FORMS} | {
        f"staff:people:{page}": [Sample({"pk": row.pk}, place)] for page, row in rows.items()
    }


def _of_accounts(cast: dict[str, Person], at: datetime) -> dict[str, list[Sample]]:
    account = cast["leitung@warendorf.example"].account
    held = hold(Typed("/mitarbeit/", {"reason": ["x"]}), account=account, at=at)
    return {
        "invitation_accept": [Sample({"token": "nie-vergeben"})],
        "typed_again": [Sample({"token": held})],
        ":key,uidb36": [Sample({"uidb36": "1", "key": "nie-vergeben"})],
        ":pk": [Sample({"pk": 1})],
        ":provider_id": [Sample({"provider_id": "muster"})],
    }


def _of_the_public() -> dict[str, list[Sample]]:
    centre = Centre.objects.get(key=WARENDORF)
    concept = centre.concepts.in_force().get()
    return {
        "public:key": [Sample({"key": WARENDORF})],
        "public:key,slug": [
            Sample({"key": each.key, "slug": each.slug})
            for each in Centre.objects.filter(key__in=[WARENDORF, COLOGNE])
        ],
        "public:key,pk": [Sample({"key": WARENDORF, "pk": concept.pk})],
        "api:key": [Sample({"key": WARENDORF})],
    }


def _pdf() -> bytes:
    with pikepdf.new() as book, BytesIO() as target:
        book.add_blank_page()
        book.save(target)
        return target.getvalue()
