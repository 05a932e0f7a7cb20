"""K01, K03, K07, K12, K13 and the local cap: checks that look beyond one item."""

from collections.abc import Iterator

from drehscheibe.domain.forwarding.case_facts import CaseFacts, ItemFacts, OtherItem
from drehscheibe.domain.forwarding.comparing import name_key, overlap
from drehscheibe.domain.forwarding.double_funding import looks_double, thresholds
from drehscheibe.domain.forwarding.item_amounts import case_amounts, room_key, total
from drehscheibe.domain.funding.application_facts import Finding, block, warn
from drehscheibe.kernel.language.amounts import euro_short
from drehscheibe.kernel.language.days import german_day


def programme_runs(case: CaseFacts) -> Iterator[Finding]:
    """K13: no application for a year after the programme's end (KOMM-AN NRW: 2024)."""
    programme = case.programme
    if programme.governs(case.fiscal_year):
        return
    last = programme.fiscal_years[-1]
    message = (
        f"{programme.title} gibt es für {case.fiscal_year} nicht; diese Fassung endet mit {last}. "
        "Wählen Sie einen Aufruf des laufenden Programms."
    )
    yield block("K13", "call", programme.basis, message)


def measure_lies_in_the_year(case: CaseFacts) -> Iterator[Finding]:
    """M-ZEIT: the measure begins and ends in the year of the call."""
    start, end = case.starts_on, case.ends_on
    basis = case.programme.valid_from.basis
    if start is None or end is None:
        at = "starts_on" if start is None else "ends_on"
        yield block("M-ZEIT", at, basis, "Tragen Sie Beginn und Ende der Maßnahme ein.")
        return
    if end < start:
        message = f"Das Ende ({german_day(end)}) liegt vor dem Beginn ({german_day(start)})."
        yield block("M-ZEIT", "ends_on", basis, message)
    elif {start.year, end.year} != {case.fiscal_year}:
        message = f"Die Maßnahme muss ganz im Jahr {case.fiscal_year} liegen."
        yield block("M-ZEIT", "starts_on", basis, message)


def rooms_are_paid_once(case: CaseFacts) -> Iterator[Finding]:
    """K01: one amount per room and year, two per building, across all applications."""
    paid = list(case.other_items)
    for facts, item in case.known_items():
        limit = item.limit("amounts_per_building")
        if limit is None or not facts.place_key:
            continue
        rivals = {item.code, *item.excludes}
        here = [each for each in paid if each.place_key == facts.place_key and each.code in rivals]
        room = room_key(facts)
        same = next((each for each in here if room and each.room_key == room), None)
        if same is not None:
            message = (
                f"{item.label}: Für diesen Raum ist in diesem Jahr schon etwas beantragt"
                f"{_named(same)}. Ein Raum wird entweder renoviert oder eingerichtet."
            )
            yield block("K01", f"{facts.anchor}-room", limit.basis, message)
        elif len(here) >= limit.value:
            message = (
                f"{item.label}: In diesem Gebäude sind schon {len(here)} Beträge beantragt"
                f"{_named(here[0])}; möglich sind {limit.value} je Gebäude und Jahr."
            )
            yield block("K01", f"{facts.anchor}-place_street", limit.basis, message)
        paid.append(_as_other(facts, case))


def meeting_points_are_paid_once_a_month(case: CaseFacts) -> Iterator[Finding]:
    """K03: one running amount per meeting point and month, across all applications."""
    paid = list(case.other_items)
    for facts, item in case.known_items():
        limit = item.limit("months")
        if limit is None or not item.needs_place:
            continue
        mine = _as_other(facts, case)
        same = next((each for each in paid if _same_months(each, mine)), None)
        if same is not None:
            message = (
                f"{item.label}: Für diesen Treffpunkt ist in denselben Monaten schon etwas "
                f"beantragt{_named(same)}. Nehmen Sie einen der beiden heraus."
            )
            yield block("K03", f"{facts.anchor}-place_street", limit.basis, message)
        paid.append(mine)


def once_means_once(case: CaseFacts) -> Iterator[Finding]:
    """K07: print and website once per applicant and year."""
    seen: dict[str, int] = {}
    for facts, item in case.known_items():
        limit = item.limit("once")
        if limit is None:
            continue
        seen[item.code] = seen.get(item.code, 0) + 1
        elsewhere = [
            other
            for other in case.other_items
            if other.code == item.code and other.applicant_key == case.applicant_key != ""
        ]
        if seen[item.code] + len(elsewhere) > limit.value:
            named = _named(elsewhere[0]) if elsewhere else ""
            message = (
                f"{item.label}: Das gibt es je Antragstellerin und Jahr einmal; beantragt ist es "
                f"schon{named}. Das Zentrum entscheidet."
            )
            yield warn("K07", facts.anchor, limit.basis, message)


def nobody_else_pays(case: CaseFacts) -> Iterator[Finding]:
    """K12: the same measure in another application, line or programme (double funding)."""
    told = set()
    for spot in case.spots():
        for other in case.other_measures:
            if not looks_double(spot, other) or (other.measure and other.measure in told):
                continue
            told.add(other.measure)
            message = (
                "Eine ähnliche Maßnahme am selben Ort und zur selben Zeit ist schon bei "
                f"„{other.line}“ beantragt oder gefördert: {other.named}. Erklären Sie in der "
                "Beschreibung, was hier anders ist."
            )
            yield warn("K12", "title", thresholds().basis, message)


def items_fit_together(case: CaseFacts) -> Iterator[Finding]:
    """M-ZUSAMMEN: what an item needs beside it is there."""
    codes = {facts.code for facts in case.items}
    labels = {item.code: item.label for item in case.programme.items}
    for facts, item in case.known_items():
        for needed in item.requires:
            if needed not in codes:
                message = f"{item.label}: Dazu gehört „{labels[needed]}“. Nehmen Sie es dazu."
                yield block("M-ZUSAMMEN", facts.anchor, item.amount.basis, message)


def cap_of_the_call_holds(case: CaseFacts) -> Iterator[Finding]:
    """M-HÖCHST: the centre's own limit per applicant, from its call."""
    asked = total(case_amounts(case)) + case.cap_taken
    if case.applicant_cap is not None and asked > case.applicant_cap:
        message = (
            f"Dieser Aufruf zahlt je Antragstellerin höchstens {euro_short(case.applicant_cap)}; "
            f"beantragt sind {euro_short(asked)}. Kürzen Sie um "
            f"{euro_short(asked - case.applicant_cap)}."
        )
        yield block("M-HÖCHST", "items", "Aufruf des Zentrums", message)


def as_other_items(case: CaseFacts, *, reference: str = "") -> tuple[OtherItem, ...]:
    """This application's items as another application sees them."""
    return tuple(_as_other(facts, case, reference) for facts, _ in case.known_items())


def _as_other(facts: ItemFacts, case: CaseFacts, reference: str = "") -> OtherItem:
    return OtherItem(
        code=facts.code,
        applicant_key=case.applicant_key,
        place_key=facts.place_key,
        room_key=name_key(facts.text("room")),
        starts_on=facts.starts_on or case.starts_on,
        ends_on=facts.ends_on or case.ends_on,
        reference=reference,
    )


def _same_months(one: OtherItem, other: OtherItem) -> bool:
    return (
        one.code == other.code
        and one.place_key == other.place_key != ""
        and overlap(one.starts_on, one.ends_on, other.starts_on, other.ends_on)
    )


def _named(other: OtherItem) -> str:
    return f" ({other.reference})" if other.reference else ""
