"""From the stored case to the plain facts that the checks F01–F12 and the amounts rest on."""

from datetime import date
from decimal import Decimal

from drehscheibe.domain.centres.concept.correction import Decision, recorded, recorded_at
from drehscheibe.domain.funding.findings import (
    ApplicationFacts,
    ConceptFacts,
    Finding,
    MaterialItem,
    PostFacts,
    Severity,
    findings,
)
from drehscheibe.domain.funding.guideline import (
    ApplicantKind,
    Guideline,
    MaterialKind,
    PostCategory,
    Qualification,
)
from drehscheibe.domain.funding.guideline_files import guideline_by_key
from drehscheibe.domain.funding.models import Application, FundedPost, MaterialCost
from drehscheibe.domain.funding.staffing_grant import Grant, grant
from drehscheibe.kernel.workflow.models import Step


def guideline_of(application: Application) -> Guideline:
    """The version the case was begun under."""
    return guideline_by_key(application.guideline)


def applicant_kind(application: Application) -> ApplicantKind:
    """Kreis (the StädteRegion counts as one) or kreisfreie Stadt."""
    is_city = application.centre.kind in {"kreisfreie Stadt", "Stadt"}  # Stadt: Aachen
    return ApplicantKind.KREISFREIE_STADT if is_city else ApplicantKind.KREIS


def facts_of(application: Application) -> ApplicationFacts:
    """The case as the checks see it; reads posts, material and concept."""
    concept = application.concept
    decision = decision_of(application)
    return ApplicationFacts(
        guideline=guideline_of(application),
        fiscal_year=application.fiscal_year,
        applicant_kind=applicant_kind(application),
        has_centre=True,
        concept=ConceptFacts(
            decided_on=decision.decided_on if decision else None,
            updated_on=concept.updated_on,
            municipalities_agreed=concept.municipalities_agreed_on is not None,
        )
        if concept is not None
        else None,
        declarations=frozenset(application.declarations),
        posts=tuple(post_facts(post) for post in application.posts.all()),
        material=tuple(material_facts(item) for item in application.material.all()),
        lay_interpreter_concept=application.lay_interpreter_concept_id is not None,
        head_share=application.head_share,
        deputy_share=application.deputy_share,
        komm_an_posts=application.komm_an_posts,
        volunteering=application.volunteering,
        submitted_on=application.submitted_on,
    )


def decision_of(application: Application) -> Decision | None:
    """The council's decision as it was recorded when the case was submitted; before that, as is."""
    concept = application.concept
    if concept is None:
        return None
    if application.submitted_on is None or not concept.corrections.exists():
        return recorded(concept)
    # by its name: the workflow itself rests on these facts
    steps = Step.objects.filter(workflow="funding.application", object_id=application.pk)
    submitted = steps.filter(name="submit").last()
    return recorded_at(concept, submitted.entered_at) if submitted else recorded(concept)


def post_facts(post: FundedPost) -> PostFacts:
    """One row of the staffing plan."""
    return PostFacts(
        number=post.number,
        category=PostCategory(post.category) if post.category else None,
        share=post.share,
        filled_from=post.filled_from,
        filled_to=post.filled_to,
        expected_cost=post.expected_cost,
        qualification=Qualification(post.qualification) if post.qualification else None,
        exception_granted_on=post.exception_granted_on,
    )


def material_facts(item: MaterialCost) -> MaterialItem:
    """One item of the material costs."""
    return MaterialItem(
        number=item.number,
        kind=MaterialKind(item.kind) if item.kind else None,
        amount=item.amount,
        label=item.label,
    )


def grant_of(application: Application, *, facts: ApplicationFacts | None = None) -> Grant:
    """Every amount of the case with the rule it rests on; `facts` when already gathered."""
    facts = facts or facts_of(application)
    return grant(
        facts.posts,
        guideline=facts.guideline,
        fiscal_year=facts.fiscal_year,
        material=sum_of_material(facts),
        komm_an_posts=facts.komm_an_posts,
        volunteering=facts.volunteering,
    )


def findings_of(
    application: Application, *, on: date, facts: ApplicationFacts | None = None
) -> tuple[Finding, ...]:
    """What is missing or wrong, blocking first; unreadable input counts as missing."""
    unreadable = tuple(
        Finding(
            rule="M-INPUT",
            severity=Severity.BLOCK,
            message=f"Die Eingabe „{text}“ konnte nicht gelesen werden.",
            anchor=field,
            basis="",
        )
        for field, text in application.kept_input.items()
    )
    return unreadable + findings(facts or facts_of(application), on=on)


def blocking_findings(application: Application, *, on: date) -> tuple[Finding, ...]:
    """Only what forbids submission."""
    return tuple(found for found in findings_of(application, on=on) if found.blocks)


def sum_of_material(facts: ApplicationFacts) -> Decimal:
    """Material costs in the plan, in euro; `grant` caps them at the guideline's maximum."""
    return sum((item.amount or Decimal(0) for item in facts.material), Decimal(0))
