"""The automatic checks F01–F12 of an application, and what it still misses.

The same function feeds "Was fehlt noch?" and the submission, so both always agree.
Each check is a plain generator over `ApplicationFacts`; `on` is the day of the check.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from drehscheibe.domain.funding.application_facts import (
    ApplicationFacts,
    ConceptFacts,
    Finding,
    MaterialItem,
    PostFacts,
    Severity,
    block,
    warn,
)
from drehscheibe.domain.funding.guideline import ApplicantKind, Guideline
from drehscheibe.domain.funding.guideline_files import UnknownFiscalYear, guideline_for
from drehscheibe.domain.funding.post_checks import (
    amounts_stay_below_caps,
    leads_have_full_posts,
    posts_are_described,
    posts_are_filled_in_the_year,
    posts_stay_within_limits,
    shares_are_allowed,
    specialists_are_qualified,
)
from drehscheibe.domain.funding.staffing_grant import komm_an_option
from drehscheibe.kernel.language.amounts import euro, german_number
from drehscheibe.kernel.language.days import german_day

__all__ = [
    "ApplicationFacts",
    "ConceptFacts",
    "Finding",
    "MaterialItem",
    "PostFacts",
    "Severity",
    "blocking",
    "findings",
]

Check = Callable[[ApplicationFacts, date], Iterator[Finding]]


def findings(facts: ApplicationFacts, *, on: date) -> tuple[Finding, ...]:
    """Everything the checks find on this day, what blocks first, each by its number."""
    found = [finding for check in CHECKS for finding in check(facts, on)]
    return tuple(sorted(found, key=lambda finding: (not finding.blocks, finding.rule)))


def blocking(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Only what hinders the submission."""
    return tuple(finding for finding in found if finding.blocks)


def applicant_may_apply(facts: ApplicationFacts, on: date) -> Iterator[Finding]:
    """F01: the applicant is a Kreis or kreisfreie Stadt with a centre."""
    basis = facts.guideline.applicants.basis
    if facts.applicant_kind is None:
        message = (
            "Nur Kreise und kreisfreie Städte können den Antrag stellen. "
            "Prüfen Sie, für welchen Träger Sie ihn anlegen."
        )
        yield block("F01", "applicant", basis, message)
    if not facts.has_centre:
        message = (
            "Der Träger hat noch kein Kommunales Integrationszentrum. "
            "Führen Sie zuerst die Gründung zu Ende."
        )
        yield block("F01", "applicant", basis, message)


def concept_is_adopted(facts: ApplicationFacts, on: date) -> Iterator[Finding]:
    """F02: the concept has its council decision; a Kreis agreed it with its municipalities."""
    basis, concept = _concept_basis(facts.guideline), facts.concept
    if concept is None:
        message = "Ordnen Sie dem Antrag das beschlossene Integrationskonzept zu."
        yield block("F02", "concept", basis, message)
        return
    if concept.decided_on is None:
        message = "Tragen Sie beim Integrationskonzept den Tag des Beschlusses ein."
        yield block("F02", "concept-decided_on", basis, message)
    elif concept.decided_on > on:
        message = (
            f"Der Beschluss über das Integrationskonzept liegt in der Zukunft "
            f"({german_day(concept.decided_on)}). Prüfen Sie das Datum."
        )
        yield block("F02", "concept-decided_on", basis, message)
    if facts.applicant_kind is ApplicantKind.KREIS and not concept.municipalities_agreed:
        message = (
            "Bestätigen Sie beim Integrationskonzept, dass es mit den kreisangehörigen "
            "Gemeinden abgestimmt ist."
        )
        yield block("F02", "concept-municipalities_agreed", basis, message)


def concept_is_recent(facts: ApplicationFacts, on: date) -> Iterator[Finding]:
    """F03: the concept, or its last update, is at most so many years old."""
    limit = facts.guideline.concept_age_limit_years
    if facts.concept is None or facts.concept.decided_on is None:
        return
    latest = max(facts.concept.decided_on, facts.concept.updated_on or date.min)
    if _years_later(latest, limit.value) < (facts.submitted_on or on):
        message = (
            f"Das Integrationskonzept ist vom {german_day(latest)} und damit älter als "
            f"{limit.value} Jahre. Tragen Sie die letzte Fortschreibung ein oder planen Sie eine."
        )
        yield warn("F03", "concept", limit.basis, message)


def declarations_are_given(facts: ApplicationFacts, on: date) -> Iterator[Finding]:
    """F04: every declaration of the version is given."""
    for declaration in facts.guideline.declarations:
        if declaration.code not in facts.declarations:
            message = f"Geben Sie die Erklärung {declaration.code}) ab: „{declaration.text}“"
            yield block("F04", f"declarations-{declaration.code}", declaration.basis, message)


def material_stays_within_maximum(facts: ApplicationFacts, on: date) -> Iterator[Finding]:
    """F07: material costs up to the maximum, with the concept of the interpreter pool."""
    maximum, total = facts.guideline.material_maximum, facts.material_total
    concept = facts.guideline.lay_interpreter_concept_required
    if total > maximum.value:
        message = (
            f"Die Sachausgaben betragen {euro(total)}; gefördert werden höchstens "
            f"{euro(maximum.value)}. Kürzen Sie sie um {euro(total - maximum.value)}."
        )
        yield block("F07", "material", maximum.basis, message)
    if total > 0 and concept.value and not facts.lay_interpreter_concept:
        message = (
            "Für Sachausgaben ist ein Konzept für den Laiensprachmittlerpool Pflicht. "
            "Fügen Sie es als PDF bei oder nehmen Sie die Sachausgaben heraus."
        )
        yield block("F07", "lay_interpreter_concept", concept.basis, message)


def volunteering_stays_within_maximum(facts: ApplicationFacts, on: date) -> Iterator[Finding]:
    """F07 for Nr. 2.3: blocks above a confirmed maximum; an unconfirmed one is only pointed out."""
    most, asked = facts.guideline.volunteering_maximum, facts.volunteering
    if most is None or asked <= most.value:
        return
    name = f"Ehrenamt und Väterarbeit: Beantragt sind {euro(asked)}"
    if most.confirmed:
        message = f"{name}; gefördert werden höchstens {euro(most.value)}. Kürzen Sie den Betrag."
        yield block("F07", "volunteering", most.basis, message)
    else:
        message = (
            f"{name}; bekannt sind höchstens {euro(most.value)}, unbestätigt. Klären Sie den "
            "Betrag vor der Einreichung mit der Bewilligungsbehörde."
        )
        yield warn("F07", "volunteering", most.basis, message)


def material_is_described(facts: ApplicationFacts, on: date) -> Iterator[Finding]:
    """M-MATERIAL: every item has a kind and an amount above zero."""
    basis = facts.guideline.material_maximum.basis
    for item in facts.material:
        at, name = f"material-{item.number}", f"Sachausgabe {item.number}"
        if item.kind is None:
            message = f"{name}: Wählen Sie, wofür sie ist."
            yield block("M-MATERIAL", f"{at}-kind", basis, message)
        if item.amount is None or item.amount <= 0:
            message = f"{name}: Tragen Sie einen Betrag über 0 € ein oder nehmen Sie sie heraus."
            yield block("M-MATERIAL", f"{at}-amount", basis, message)


def material_is_eligible(facts: ApplicationFacts, on: date) -> Iterator[Finding]:
    """F08: rooms, travel and teaching material are paid by the carrier itself (4.1 c–e)."""
    own, eligible = facts.guideline.own_material, facts.guideline.eligible_material
    for item in facts.material:
        if item.kind is None or item.kind in eligible.value:
            continue
        basis = own.basis if item.kind in own.value else eligible.basis
        message = (
            f"Sachausgabe {item.number}: „{item.kind.label}“ ist nicht zuwendungsfähig, das trägt "
            "die Kommune selbst. Nehmen Sie den Posten heraus."
        )
        yield block("F08", f"material-{item.number}-kind", basis, message)


def deadline_is_kept(facts: ApplicationFacts, on: date) -> Iterator[Finding]:
    """F11: submitted by the day the guideline names; the rule says "soll"."""
    deadline = facts.guideline.deadlines.get(facts.fiscal_year)
    if deadline is not None and (facts.submitted_on or on) > deadline.value:
        message = (
            f"Der Antrag für {facts.fiscal_year} sollte bis zum {german_day(deadline.value)} "
            "eingereicht sein. Sie können ihn noch einreichen; sprechen Sie vorher mit der "
            "Bewilligungsbehörde."
        )
        yield warn("F11", "submit", deadline.basis, message)


def guideline_governs_the_year(facts: ApplicationFacts, on: date) -> Iterator[Finding]:
    """F12: amounts come only from the version of the fiscal year; unconfirmed ones are named."""
    guideline = facts.guideline
    if not guideline.governs(facts.fiscal_year):
        yield block("F12", "fiscal_year", guideline.valid_to.basis, _right_version(facts))
    elif not guideline.confirmed:
        message = (
            f"Die {guideline.short_title} enthält Beträge, die nicht bestätigt sind "
            f"({', '.join(guideline.unconfirmed)}). Vergleichen Sie sie vor der Einreichung mit "
            "dem Wortlaut der Richtlinie."
        )
        yield warn("F12", "fiscal_year", guideline.valid_from.basis, message)


def komm_an_is_offered(facts: ApplicationFacts, on: date) -> Iterator[Finding]:
    """K13 and F05: KOMM-AN part I only where the version offers it, with posts it offers."""
    part_one, wanted = facts.guideline.komm_an_part_one, facts.komm_an_posts
    if not wanted or komm_an_option(facts.guideline, wanted):
        return
    if part_one is None:
        message = (
            f"Die {facts.guideline.short_title} fördert KOMM-AN NRW Teil I nicht. "
            "Setzen Sie die Stellen KOMM-AN auf 0."
        )
        yield block("K13", "komm_an_posts", facts.guideline.valid_from.basis, message)
    else:
        choices = ", ".join(german_number(option.posts) for option in part_one.options)
        message = f"KOMM-AN NRW Teil I: Wählen Sie eine dieser Stellenzahlen: {choices}."
        yield block("F05", "komm_an_posts", part_one.rate.basis, message)


def _concept_basis(guideline: Guideline) -> str:
    """Declaration a) since 2023, the precondition before that."""
    statements = (*guideline.declarations, *guideline.preconditions)
    bases = [each.basis for each in statements if each.code in {"a", "concept"}]
    return bases[0] if bases else guideline.legal_basis.basis


def _right_version(facts: ApplicationFacts) -> str:
    try:
        right = guideline_for(facts.fiscal_year).short_title
    except UnknownFiscalYear as unknown:
        return str(unknown)
    return (
        f"Für das Haushaltsjahr {facts.fiscal_year} gilt die {right}, nicht die "
        f"{facts.guideline.short_title}. Stellen Sie den Antrag auf die richtige Fassung um."
    )


def _years_later(day: date, years: int) -> date:
    """The same day some years on; 29 February becomes 28 February where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


CHECKS: tuple[Check, ...] = (
    applicant_may_apply,
    concept_is_adopted,
    concept_is_recent,
    declarations_are_given,
    posts_are_described,
    shares_are_allowed,
    posts_stay_within_limits,
    posts_are_filled_in_the_year,
    amounts_stay_below_caps,
    material_is_described,
    material_stays_within_maximum,
    volunteering_stays_within_maximum,
    material_is_eligible,
    specialists_are_qualified,
    leads_have_full_posts,
    deadline_is_kept,
    guideline_governs_the_year,
    komm_an_is_offered,
)
"""In the order of the form."""
