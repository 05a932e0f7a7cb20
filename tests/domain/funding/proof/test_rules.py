"""F16–F22 at the proof of use: the accepted side, the other side and its German message."""

from datetime import date
from decimal import Decimal

import pytest

from drehscheibe.domain.funding.proof.findings import findings
from drehscheibe.domain.funding.proof.money import ChangeFacts
from tests.domain.funding.proof.plain_proofs import MAY, money, post, proof, said

B, W = True, False


def change(kind: str, effective_on: date, reported_on: date) -> ChangeFacts:
    """A reported change."""
    return ChangeFacts(number=1, kind=kind, effective_on=effective_on, reported_on=reported_on)


def test_a_sound_proof_has_no_finding() -> None:
    assert findings(proof(), on=date(2024, 3, 20)) == ()


@pytest.mark.rule("F16", "accepts", "refuses")
def test_f16_calls_above_an_amended_grant_are_pointed_out() -> None:
    assert not said(proof(), "F16")
    assert said(proof(money=money(called=Decimal("57000.01"))), "F16") == [
        (
            W,
            (
                "Abgerufen sind 57.000,01 €, bewilligt nur noch 57.000,00 €. "
                "Klären Sie den Unterschied mit der Behörde."
            ),
        )
    ]


@pytest.mark.rule("F17", "accepts", "refuses")
def test_f17_calls_on_other_days_are_named() -> None:
    assert not said(proof(), "F17")
    odd = money(call_days=(MAY, date(2023, 7, 4)))
    assert said(proof(money=odd), "F17") == [
        (
            W,
            (
                "Abrufe zu anderen Terminen, als die Richtlinie nennt: 04.07.2023. "
                "Prüfen Sie, ob die Abweichung vereinbart war."
            ),
        )
    ]


@pytest.mark.rule("F18", "accepts", "refuses")
@pytest.mark.parametrize(
    ("submitted_on", "on", "message"),
    [
        (None, date(2024, 3, 31), ""),
        (date(2024, 3, 31), date(2024, 6, 1), ""),
        (
            None,
            date(2024, 4, 2),
            (
                "Die Frist endete am 31.03.2024. Nur wenn die Verschiebung auf den nächsten "
                "Werktag gilt (§ 31 VwVfG NRW), reicht der 02.04.2024; das ist nicht bestätigt."
            ),
        ),
        (
            None,
            date(2024, 4, 3),
            (
                "Der Verwendungsnachweis ist überfällig: Er war bis zum 31.03.2024 vorzulegen. "
                "Bitte reichen Sie ihn gleich ein und nennen Sie der Behörde den Grund."
            ),
        ),
        (
            date(2024, 4, 3),
            date(2024, 6, 1),
            (
                "Der Verwendungsnachweis ist verspätet: Er war bis zum 31.03.2024 vorzulegen. "
                "Bitte reichen Sie ihn gleich ein und nennen Sie der Behörde den Grund."
            ),
        ),
    ],
)
def test_f18_late_only_after_the_day_or_the_next_working_day(
    submitted_on: date | None, on: date, message: str
) -> None:
    expected = [(W, message)] if message else []
    assert said(proof(submitted_on=submitted_on), "F18", on=on) == expected


@pytest.mark.rule("F19", "accepts", "refuses")
def test_f19_no_proof_without_the_confirmed_data_survey_of_the_year() -> None:
    assert not said(proof(), "F19")
    assert said(proof(survey_confirmed_on=None), "F19") == [
        (
            B,
            (
                "Bestätigen Sie die Teilnahme an der Fachdatenerhebung NRW für 2023 mit dem Tag. "
                "Ohne sie kann der Nachweis nicht eingereicht werden."
            ),
        )
    ]
    assert not said(proof(survey_confirmed_on=date(2024, 3, 20)), "F19")
    assert said(proof(survey_confirmed_on=date(2024, 3, 21)), "F19") == [
        (B, "Der Tag der Fachdatenerhebung liegt in der Zukunft. Bitte prüfen.")
    ]


@pytest.mark.rule("F20", "accepts", "refuses")
def test_f20_a_post_counts_up_to_its_cap_to_the_cent() -> None:
    assert not said(proof(), "F20")
    assert said(proof(posts=(post("57000.01"),)), "F20") == [
        (
            W,
            (
                "Stelle 1: Die Ausgaben liegen über der Höchstgrenze. Zuwendungsfähig ist nur die "
                "Höchstgrenze; 0,01 € trägt der Träger selbst."
            ),
        )
    ]


@pytest.mark.rule("F20", "refuses")
def test_f20_what_was_paid_beyond_is_proposed_for_repayment() -> None:
    assert said(proof(posts=(post("56999.99"),)), "F20") == [
        (
            W,
            (
                "Ausgezahlt sind 57.000,00 €, zuwendungsfähig 56.999,99 €: "
                "Voraussichtlich sind 0,01 € zu erstatten."
            ),
        )
    ]


@pytest.mark.rule("F20", "refuses")
def test_f20_not_more_than_the_grant_counts() -> None:
    less = money(granted={**money().granted, "staff": Decimal(50000)}, paid=Decimal(50000))
    assert (
        W,
        (
            "Nachgewiesen sind 57.000,00 €, bewilligt 50.000,00 €. Zuwendungsfähig ist höchstens "
            "der bewilligte Betrag."
        ),
    ) in said(proof(money=less), "F20")


@pytest.mark.rule("F21", "accepts", "refuses")
def test_f21_the_whole_grant_called_in_spite_of_a_vacancy() -> None:
    vacancy = (change("vacancy", date(2023, 2, 1), date(2023, 1, 15)),)
    assert not said(proof(money=money(changes=vacancy, called=Decimal("56999.99"))), "F21")
    assert said(proof(money=money(changes=vacancy)), "F21") == [
        (
            W,
            (
                "Eine Vakanz war angezeigt (Änderungsanzeige 1), abgerufen ist trotzdem der volle "
                "Betrag. Prüfen Sie, ob ein Teil zu erstatten ist."
            ),
        )
    ]


@pytest.mark.rule("F22", "accepts", "refuses")
def test_f22_a_change_of_organisation_is_reported_before_it_happens() -> None:
    day = date(2023, 6, 1)
    in_time = (change("organisation", day, date(2023, 5, 31)),)
    assert not said(proof(money=money(changes=in_time)), "F22")
    late = (change("organisation", day, date(2023, 6, 2)),)
    assert said(proof(money=money(changes=late)), "F22") == [
        (
            W,
            (
                "Die Änderung der Organisation galt ab 01.06.2023, angezeigt wurde sie erst am "
                "02.06.2023. Anzuzeigen ist vorher."
            ),
        )
    ]
    assert not said(proof(money=money(changes=(change("hire", day, date(2023, 7, 1)),))), "F22")
