"""K01–K13: the accepted and the refused side of every rule, with the message people read."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from drehscheibe.domain.forwarding.case_checks import as_other_items
from drehscheibe.domain.forwarding.case_facts import CaseFacts, OtherMeasure
from drehscheibe.domain.forwarding.findings import (
    allocation_findings,
    contract_findings,
    findings,
    proof_findings,
)
from drehscheibe.domain.forwarding.item_amounts import item_amount
from drehscheibe.domain.forwarding.item_checks import claim_stays_within
from drehscheibe.domain.forwarding.programme_files import programme_by_key
from tests.domain.forwarding.samples import HALL, NRW, allocation, case, item, of, plain

B, W = True, False


def said(rule: str, facts: CaseFacts) -> list[tuple[bool, str, str]]:
    """Severity, anchor and message of a rule's findings."""
    found = of(rule, findings(facts))
    return [(each.blocks, each.anchor, plain(each.message)) for each in found]


def test_a_sound_application_has_no_finding() -> None:
    codes = ("A1a", "A1b", "A2", "A3", "B1", "B2", "C1", "C2", "C3", "D1", "D2")
    facts = case(*(item(code, number) for number, code in enumerate(codes, start=1)))
    assert findings(facts) == ()


@pytest.mark.rule("K01", "accepts", "refuses")
def test_k01_a_third_amount_in_a_building_is_refused() -> None:
    two = [item("A1a", number, room=f"Raum {number}") for number in (1, 2)]
    assert not said("K01", case(*two))
    assert said("K01", case(*two, item("A1b", 3, room="Raum 3"))) == [
        (
            B,
            "items-3-place_street",
            (
                "Einen Raum einrichten: In diesem Gebäude sind schon 2 Beträge beantragt; "
                "möglich sind 2 je Gebäude und Jahr."
            ),
        )
    ]


@pytest.mark.rule("K01", "accepts", "refuses")
def test_k01_a_room_of_another_application_counts() -> None:
    other = as_other_items(case(item("A1a", room="Großer Saal")), reference="KW-2024-7")
    facts = case(item("A1b", room="grosser SAAL"), other_items=other)
    assert said("K01", facts) == [
        (
            B,
            "items-1-room",
            (
                "Einen Raum einrichten: Für diesen Raum ist in diesem Jahr schon etwas beantragt "
                "(KW-2024-7). Ein Raum wird entweder renoviert oder eingerichtet."
            ),
        )
    ]
    elsewhere = replace(facts, items=(item("A1b", place="other|place1"),))
    assert not said("K01", elsewhere)


@pytest.mark.rule("K02", "accepts", "refuses")
def test_k02_less_than_a_third_of_the_use_is_refused() -> None:
    assert not said("K02", case(item("A2", hours_target=Decimal(14))))
    assert said("K02", case(item("A2", hours_target=Decimal(12)))) == [
        (
            B,
            "items-1-hours_target",
            (
                "Einen Treffpunkt betreiben: Der Raum wird zu 30 % von Geflüchteten und "
                "Neuzugewanderten genutzt; nötig sind mindestens 33 %."
            ),
        )
    ]


def test_k02_more_hours_for_the_target_group_than_at_all_are_refused() -> None:
    assert said("K02", case(item("A2", hours_target=Decimal(50))))[0][0]


@pytest.mark.rule("K03", "accepts", "refuses")
def test_k03_a_year_has_twelve_months() -> None:
    assert not said("K03", case(item("A2", months=12)))
    assert said("K03", case(item("A2", months=13))) == [
        (
            B,
            "items-1-months",
            "Einen Treffpunkt betreiben: Ein Jahr hat 12 Monate. Tragen Sie höchstens 12 ein.",
        )
    ]


def test_k03_no_more_months_than_the_measure_has() -> None:
    facts = case(item("A2", months=7), starts_on=date(2024, 7, 1))
    assert said("K03", facts)[0][2] == (
        "Einen Treffpunkt betreiben: Zwischen Beginn und Ende liegen 6 Monate, angegeben sind 7. "
        "Ändern Sie die Monate oder den Zeitraum."
    )


@pytest.mark.rule("K03", "accepts", "refuses")
def test_k03_one_amount_per_meeting_point_and_month() -> None:
    first = case(item("A2", months=6), ends_on=date(2024, 6, 30))
    other = as_other_items(first, reference="KW-2024-8")
    later = case(item("A2", months=6), starts_on=date(2024, 7, 1), other_items=other)
    assert not said("K03", later)
    assert said("K03", case(item("A2"), other_items=other)) == [
        (
            B,
            "items-1-place_street",
            (
                "Einen Treffpunkt betreiben: Für diesen Treffpunkt ist in denselben Monaten schon "
                "etwas beantragt (KW-2024-8). Nehmen Sie einen der beiden heraus."
            ),
        )
    ]


@pytest.mark.rule("K04", "accepts", "refuses")
def test_k04_digital_volunteering_once_with_two_licences_and_a_concept() -> None:
    assert not said("K04", case(item("A3")))
    messages = [each[2] for each in said("K04", case(item("A3", licences=3, concept=" ")))]
    assert messages == [
        "Ehrenamt digital machen: Gefördert werden höchstens 2 Lizenzen für Videokonferenzen.",
        "Ehrenamt digital machen: Beschreiben Sie, was Sie vorhaben und was es bringt.",
    ]
    assert said("K04", case(item("A3"), item("A3", 2))) == [
        (
            B,
            "items-2",
            (
                "Ehrenamt digital machen: Den Betrag gibt es einmal im Jahr. Nehmen Sie einen der "
                "Punkte heraus."
            ),
        )
    ]


@pytest.mark.rule("K05", "accepts", "refuses")
def test_k05_three_escorts_per_volunteer_and_month() -> None:
    assert not said("K05", case(item("B1", escorts=3)))
    assert said("K05", case(item("B1", escorts=5))) == [
        (
            B,
            "items-1-escorts",
            (
                "Menschen begleiten: Je ehrenamtlicher Person und Monat werden höchstens 3 "
                "Begleitungen gefördert (105 €). Tragen Sie 3 ein."
            ),
        )
    ]


@pytest.mark.rule("K06", "accepts", "refuses")
@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"participants": 9}, "Zusammenkommen: 9 Menschen sind weniger als 10."),
        ({"volunteers": 1}, "Zusammenkommen: 1 Ehrenamtliche sind weniger als 2."),
    ],
)
def test_k06_small_gatherings_need_a_reason(changed: dict[str, Any], message: str) -> None:
    assert not said("K06", case(item("B2")))
    refused = said("K06", case(item("B2", **changed)))
    assert [(each[0], each[2]) for each in refused] == [
        (B, f"{message} Tragen Sie mehr ein oder begründen Sie die Ausnahme.")
    ]
    excused = said("K06", case(item("B2", exception_reason="Dorf", **changed)))
    assert [(each[0], each[2]) for each in excused] == [
        (W, f"{message} Das Zentrum prüft Ihre Begründung.")
    ]


@pytest.mark.rule("K07", "accepts", "refuses")
@pytest.mark.parametrize("code", ["C1", "C2"])
def test_k07_print_and_website_once_is_a_hint(code: str) -> None:
    assert not said("K07", case(item(code)))
    other = as_other_items(case(item(code)), reference="KW-2024-9")
    found = said("K07", case(item(code), other_items=other))
    assert [each[0] for each in found] == [W]
    assert found[0][2].endswith(
        "Das gibt es je Antragstellerin und Jahr einmal; beantragt ist es schon (KW-2024-9). "
        "Das Zentrum entscheidet."
    )
    assert not said("K07", case(item(code), other_items=other, applicant_key="gemeinde"))


@pytest.mark.rule("K08", "accepts", "refuses")
def test_k08_a_translation_needs_its_invoice_in_the_proof() -> None:
    items = [item("C3", 4)]
    assert not proof_findings(NRW, items, with_voucher={4})
    refused = proof_findings(NRW, items, with_voucher=set())
    assert [(each.rule, each.blocks, each.anchor, each.message) for each in refused] == [
        (
            "K08",
            B,
            "items-4-voucher",
            (
                "Texte übersetzen lassen: Hier gehört die Rechnung dazu. Fotografieren Sie sie "
                "oder laden Sie sie als PDF hoch."
            ),
        )
    ]
    assert not proof_findings(NRW, [item("C1")], with_voucher=set())


@pytest.mark.rule("K09", "accepts", "refuses")
def test_k09_a_long_day_is_paid_up_to_800_euro() -> None:
    assert not said("K09", case(item("D1", hours=Decimal(8))))
    assert said("K09", case(item("D1", hours=Decimal(10)))) == [
        (
            W,
            "items-1-hours",
            (
                "Ehrenamtliche schulen: 10 Stunden wären 1.000 €; am Tag werden höchstens 800 € "
                "gezahlt."
            ),
        )
    ]
    assert said("K09", case(item("D1", hours=Decimal(25))))[0][0]


@pytest.mark.rule("K09", "accepts", "refuses")
def test_k09_nobody_is_paid_more_than_the_programme_calculates() -> None:
    facts, declared = item("D1", hours=Decimal(10), days=1), NRW.item("D1")
    computed = item_amount(facts, declared).amount
    assert computed is not None
    assert not list(claim_stays_within(facts, declared, Decimal(800), computed))
    refused = list(claim_stays_within(facts, declared, Decimal(1000), computed))
    assert plain(refused[0].message) == (
        "Ehrenamtliche schulen: Gefordert sind 1.000 €, das Programm zahlt 800 €. "
        "Kürzen Sie um 200 €."
    )


@pytest.mark.rule("K10", "accepts", "refuses")
def test_k10_training_counts_across_the_cases_of_an_allocation() -> None:
    facts = allocation("100000", training="29999")
    assert not allocation_findings(facts, training=Decimal(1))
    refused = allocation_findings(facts, training=Decimal(2))
    assert [(each.rule, each.blocks, each.anchor) for each in refused] == [("K10", B, "promised")]
    assert plain(refused[0].message) == (
        "Schulungen dürfen höchstens 30 % der Zuteilung kosten (30.000,00 €). "
        "Zugesagt sind 29.999,00 €, frei 1,00 €; gewünscht sind 2,00 €."
    )


def test_k10_a_programme_without_a_share_has_no_limit() -> None:
    facts = replace(allocation(), programme=programme_by_key("praevention-2025"))
    assert not allocation_findings(facts, training=Decimal(50_000))


@pytest.mark.rule("K11", "accepts", "refuses")
def test_k11_promises_and_contracts_stay_within_the_allocation() -> None:
    facts = allocation("1000", promised="900", contracted="900")
    day, model = date(2024, 3, 1), "2023"
    assert not allocation_findings(facts, promise=Decimal(100))
    assert not contract_findings(facts, amount=Decimal(100), model_version=model, on=day)
    assert plain(allocation_findings(facts, promise=Decimal(101))[0].message) == (
        "Die Zusage von 101,00 € ist höher als der Rest der Zuteilung (100,00 €). "
        "Kürzen Sie um 1,00 €."
    )
    refused = contract_findings(facts, amount=Decimal(101), model_version=model, on=day)
    assert plain(refused[0].message) == (
        "Mit diesem Vertrag über 101,00 € wären die Verträge um 1,00 € höher als die Zuteilung. "
        "Frei sind 100,00 €."
    )


@pytest.mark.rule("K11", "refuses")
def test_k11_a_contract_on_an_outdated_model_is_refused() -> None:
    refused = contract_findings(
        allocation(), amount=Decimal(1), model_version="2022", on=date(2024, 3, 1)
    )
    assert [each.message for each in refused] == [
        (
            "Der Vertrag steht auf der Fassung „2022“ des Mustervertrags; am 01.03.2024 gilt: "
            "„Weiterleitungsvertrag (Anlage 12 der Richtlinie 2023)“. "
            "Erstellen Sie den Vertrag neu."
        )
    ]


def measure(**changed: object) -> OtherMeasure:
    facts: dict[str, object] = {
        "line": "Ehrenamt im Kontext Prävention",
        "title": "Sport verbindet uns",
        "place_key": HALL,
        "starts_on": date(2024, 6, 1),
        "ends_on": date(2024, 8, 31),
    }
    return OtherMeasure(**{**facts, **changed})  # type: ignore[arg-type]  # changed by name


@pytest.mark.rule("K12", "refuses")
def test_k12_the_same_measure_in_another_programme_is_a_hint() -> None:
    facts = case(item("B2"), other_measures=(measure(reference="P-2024-3"),))
    assert said("K12", facts) == [
        (
            W,
            "title",
            (
                "Eine ähnliche Maßnahme am selben Ort und zur selben Zeit ist schon bei „Ehrenamt "
                "im Kontext Prävention“ beantragt oder gefördert: „Sport verbindet uns“ "
                "(P-2024-3). Erklären Sie in der Beschreibung, was hier anders ist."
            ),
        )
    ]


@pytest.mark.rule("K12", "accepts")
@pytest.mark.parametrize(
    "changed",
    [
        {"title": "Kochen für alle"},
        {"place_key": "45127|nebenstr9"},
        {"starts_on": date(2025, 1, 1), "ends_on": date(2025, 2, 1)},
    ],
)
def test_k12_another_title_place_or_time_is_accepted(changed: dict[str, object]) -> None:
    assert not said("K12", case(item("B2"), other_measures=(measure(**changed),)))


@pytest.mark.rule("K13", "accepts", "refuses")
def test_k13_komm_an_ends_with_2024() -> None:
    year = {"starts_on": date(2025, 1, 1), "ends_on": date(2025, 12, 31), "fiscal_year": 2025}
    assert not said("K13", case(item("B2")))
    assert said("K13", case(item("B2"), **year)) == [
        (
            B,
            "call",
            (
                "KOMM-AN NRW Teil II gibt es für 2025 nicht; diese Fassung endet mit 2024. Wählen "
                "Sie einen Aufruf des laufenden Programms."
            ),
        )
    ]


def test_the_cap_of_a_call_counts_other_applications() -> None:
    facts = case(item("C1"), applicant_cap=Decimal(2000), cap_taken=Decimal(1500))
    assert not said("M-HÖCHST", facts)
    over = replace(facts, cap_taken=Decimal(1501))
    assert said("M-HÖCHST", over)[0][2].endswith("Kürzen Sie um 1 €.")


def test_refused_rooms_and_missing_inputs_are_named_at_their_field() -> None:
    found = findings(case(item("A1a", room_kind="cellar", room=" ")))
    assert [each.anchor for each in of("M-RAUM", found)] == ["items-1-room_kind"]
    missing = findings(case(item("B1", months=None)))
    assert [each.anchor for each in of("M-FELD", missing)] == ["items-1-months"]
