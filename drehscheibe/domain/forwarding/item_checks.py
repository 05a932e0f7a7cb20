"""K02–K06, K09 and the missing inputs: checks that look at one item by itself."""

from collections.abc import Iterator
from decimal import Decimal

from drehscheibe.domain.forwarding.case_facts import CaseFacts, ItemFacts
from drehscheibe.domain.forwarding.item_amounts import pages_of
from drehscheibe.domain.forwarding.programme import Item
from drehscheibe.domain.funding.application_facts import Finding, block, warn
from drehscheibe.kernel.language.amounts import euro_short, german_number

PERCENT = Decimal(100)


def fields_are_filled(case: CaseFacts) -> Iterator[Finding]:
    """M-FELD: every input the item needs is there; refused choices are named."""
    for facts, item in case.known_items():
        for field in item.fields:
            value, at = facts.values.get(field.name), f"{facts.anchor}-{field.name}"
            if field.required and value in (None, ""):
                message = f"{item.label}: Füllen Sie „{field.label}“ aus."
                yield block("M-FELD", at, item.amount.basis, message)
            elif value in field.refused:
                chosen = dict(field.choices)[str(value)]
                message = f"{item.label}: „{chosen}“ wird nicht gefördert. Wählen Sie einen Raum "
                message += "für Treffen oder nehmen Sie diesen Punkt heraus."
                yield block("M-RAUM", at, item.amount.basis, message)
        if item.needs_place and not (facts.place_key or case.place_key):
            message = f"{item.label}: Tragen Sie Straße und Ort ein."
            yield block("M-FELD", f"{facts.anchor}-place_street", item.amount.basis, message)
        if "pages" in item.quantity and pages_of(facts, item) is None:
            message = f"{item.label}: Tragen Sie die Zahl der Seiten oder der Zeichen ein."
            yield block("M-FELD", f"{facts.anchor}-pages", item.amount.basis, message)


def unknown_items(case: CaseFacts) -> Iterator[Finding]:
    """M-FELD: an item the programme does not know cannot be paid."""
    known = {item.code for item in case.programme.items}
    for facts in case.items:
        if facts.code not in known:
            message = f"„{facts.code}“ gibt es in diesem Programm nicht. Nehmen Sie es heraus."
            yield block("M-FELD", facts.anchor, case.programme.basis, message)
    if not case.items:
        message = "Wählen Sie mindestens einen Fördergegenstand."
        yield block("M-FELD", "items", case.programme.basis, message)


def rooms_serve_the_target_group(case: CaseFacts) -> Iterator[Finding]:
    """K02: at least a third (33 %) of the time of use is for the target group."""
    for facts, item in case.known_items():
        limit = item.limit("use_share_percent")
        target, whole = facts.number_of("hours_target"), facts.number_of("hours_total")
        if limit is None or target is None or whole is None:
            continue
        at = f"{facts.anchor}-hours_target"
        if not whole or target > whole:
            message = (
                f"{item.label}: Die Stunden für Geflüchtete und Neuzugewanderte sind ein Teil "
                "aller Stunden. Prüfen Sie beide Zahlen."
            )
            yield block("K02", at, limit.basis, message)
        elif target * PERCENT < limit.value * whole:
            share = german_number((target * PERCENT / whole).quantize(Decimal("0.1")))
            message = (
                f"{item.label}: Der Raum wird zu {share} % von Geflüchteten und Neuzugewanderten "
                f"genutzt; nötig sind mindestens {german_number(limit.value)} %."
            )
            yield block("K02", at, limit.basis, message)


def months_stay_within_the_year(case: CaseFacts) -> Iterator[Finding]:
    """K03: at most 12 months a year, and no more than the period of the measure has."""
    for facts, item in case.known_items():
        months, limit = facts.whole("months"), item.limit("months")
        if months is None:
            continue
        at = f"{facts.anchor}-months"
        if limit and months > limit.value:
            message = (
                f"{item.label}: Ein Jahr hat {limit.value} Monate. Tragen Sie höchstens "
                f"{limit.value} ein."
            )
            yield block("K03", at, limit.basis, message)
            continue
        period = _months_of(facts, case)
        if period is not None and months > period:
            message = (
                f"{item.label}: Zwischen Beginn und Ende liegen {period} Monate, angegeben sind "
                f"{months}. Ändern Sie die Monate oder den Zeitraum."
            )
            yield block("K03", at, limit.basis if limit else item.amount.basis, message)


def digital_volunteering_stays_small(case: CaseFacts) -> Iterator[Finding]:
    """K04: once a year, at most two licences, with a concept."""
    seen: dict[str, int] = {}
    for facts, item in case.known_items():
        licences, once = item.limit("licences"), item.limit("per_applicant")
        seen[item.code] = seen.get(item.code, 0) + 1
        elsewhere = sum(
            other.code == item.code and other.applicant_key == case.applicant_key
            for other in case.other_items
            if other.applicant_key
        )
        if once and seen[item.code] + elsewhere > once.value:
            message = (
                f"{item.label}: Den Betrag gibt es einmal im Jahr. Nehmen Sie einen der Punkte "
                "heraus."
            )
            yield block("K04", facts.anchor, once.basis, message)
        count = facts.whole("licences")
        if licences and count is not None and count > licences.value:
            message = (
                f"{item.label}: Gefördert werden höchstens {licences.value} Lizenzen für "
                "Videokonferenzen."
            )
            yield block("K04", f"{facts.anchor}-licences", licences.basis, message)
        if licences and not facts.text("concept"):
            message = f"{item.label}: Beschreiben Sie, was Sie vorhaben und was es bringt."
            yield block("K04", f"{facts.anchor}-concept", licences.basis, message)


def escorts_stay_within_the_month(case: CaseFacts) -> Iterator[Finding]:
    """K05: at most three escorts per volunteer and month."""
    for facts, item in case.known_items():
        limit, escorts = item.limit("escorts"), facts.whole("escorts")
        if limit is None or escorts is None or escorts <= limit.value:
            continue
        most = euro_short(limit.value * (item.amount.value or 0))
        message = (
            f"{item.label}: Je ehrenamtlicher Person und Monat werden höchstens {limit.value} "
            f"Begleitungen gefördert ({most}). Tragen Sie {limit.value} ein."
        )
        yield block("K05", f"{facts.anchor}-escorts", limit.basis, message)


def gatherings_are_large_enough(case: CaseFacts) -> Iterator[Finding]:
    """K06: at least 10 people and 2 volunteers, or a reason why fewer."""
    for facts, item in case.known_items():
        for name, what in (("participants", "Menschen"), ("volunteers", "Ehrenamtliche")):
            least, count = item.limit(name), facts.whole(name)
            if least is None or count is None or count >= least.value:
                continue
            at = f"{facts.anchor}-{name}"
            said = f"{item.label}: {count} {what} sind weniger als {least.value}."
            if facts.text("exception_reason"):
                yield warn("K06", at, least.basis, f"{said} Das Zentrum prüft Ihre Begründung.")
            else:
                message = f"{said} Tragen Sie mehr ein oder begründen Sie die Ausnahme."
                yield block("K06", at, least.basis, message)
        yield from _helpers(facts, item)


def training_days_stay_within_limit(case: CaseFacts) -> Iterator[Finding]:
    """K09: 100 euro an hour, at most 800 euro a day; longer days are paid up to the limit."""
    for facts, item in case.known_items():
        most, hours = item.limit("amount_per_day"), facts.number_of("hours")
        if most is None or hours is None or item.amount.value is None:
            continue
        at = f"{facts.anchor}-hours"
        if not 0 < hours <= 24:
            message = f"{item.label}: Ein Tag hat 24 Stunden. Tragen Sie die Stunden am Tag ein."
            yield block("K09", at, most.basis, message)
        elif hours * item.amount.value > most.value:
            message = (
                f"{item.label}: {german_number(hours)} Stunden wären "
                f"{euro_short(hours * item.amount.value)}; am Tag werden höchstens "
                f"{euro_short(most.value)} gezahlt."
            )
            yield warn("K09", at, most.basis, message)


def claim_stays_within(
    facts: ItemFacts, item: Item, claimed: Decimal, computed: Decimal
) -> Iterator[Finding]:
    """K09 and every fixed amount: nobody is paid more than the programme calculates."""
    if claimed > computed:
        message = (
            f"{item.label}: Gefordert sind {euro_short(claimed)}, das Programm zahlt "
            f"{euro_short(computed)}. Kürzen Sie um {euro_short(claimed - computed)}."
        )
        limit = item.limit("amount_per_day")
        yield block("K09", facts.anchor, (limit or item.amount).basis, message)


def _helpers(facts: ItemFacts, item: Item) -> Iterator[Finding]:
    ratio = item.limit("participants_per_volunteer")
    people, helpers = facts.whole("participants"), facts.whole("volunteers")
    if ratio is None or people is None or helpers is None or people <= helpers * ratio.value:
        return
    message = (
        f"{item.label}: Auf eine ehrenamtliche Person kommen mehr als {ratio.value} Teilnehmende. "
        "Das Zentrum fragt vielleicht nach."
    )
    yield warn("K06", f"{facts.anchor}-volunteers", ratio.basis, message)


def _months_of(facts: ItemFacts, case: CaseFacts) -> int | None:
    start, end = facts.starts_on or case.starts_on, facts.ends_on or case.ends_on
    if start is None or end is None or end < start:
        return None
    return (end.year - start.year) * 12 + end.month - start.month + 1
