"""Account numbers: taken where a bank would, refused with the very fault in German."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drehscheibe.domain.payments.iban import IbanRefused, grouped, parse_bic, parse_iban
from tests.domain.payments.samples import iban


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("DE89 3704 0044 0532 0130 00", "DE89370400440532013000"),
        ("IBAN: de89-3704-0044-0532-0130-00", "DE89370400440532013000"),
        ("ＤＥ89\u00a03704\u20090044 0532 0130\u200b00", "DE89370400440532013000"),
        ("GB82 WEST 1234 5698 7654 32", "GB82WEST12345698765432"),
        ("NL91ABNA0417164300", "NL91ABNA0417164300"),
    ],
)
def test_a_number_is_taken_however_it_is_spaced(typed: str, number: str) -> None:
    assert parse_iban(typed) == number


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "Geben Sie die IBAN ein"),
        ("532013000", "beginnt mit zwei Buchstaben"),
        ("DE89/3704", "„/“ gehört nicht hinein"),
        ("DE89 3704 0044 0532 0130 0٣", "gehört nicht hinein"),
        ("XX89 3704 0044 0532 0130 00", "„XX“ gibt es in keiner IBAN"),
        ("TR330006100519786457841326", "nimmt nicht am SEPA-Zahlungsverkehr teil"),
        ("DE89 3704 0044 0532 0130 0", "hat 22 Stellen, hier sind es 21 – 1 zu wenig"),
        ("DE89 3704 0044 0532 0130 0012", "24 – 2 zu viel"),
        ("DE89 3704 OO44 0532 0130 00", "Buchstabe O statt der Null"),
        ("DE89 3704 0044 0532 0130 01", "Prüfziffern der IBAN passen nicht"),
        ("DE98 3704 0044 0532 0130 00", "Prüfziffern der IBAN passen nicht"),
    ],
)
def test_each_fault_has_its_message(typed: str, message: str) -> None:
    with pytest.raises(IbanRefused, match=message):
        parse_iban(typed)


@given(st.integers(0, 9_999_999_999), st.integers(4, 21), st.integers(0, 9))
def test_no_single_wrong_digit_gets_through(serial: int, place: int, digit: int) -> None:
    number = iban(serial)
    wrong = number[:place] + str(digit) + number[place + 1 :]
    if wrong == number:
        assert parse_iban(grouped(wrong)) == number
        return
    with pytest.raises(IbanRefused):
        parse_iban(wrong)


@given(st.text(max_size=40))
def test_any_text_is_taken_or_refused_in_german(text: str) -> None:
    try:
        told = parse_iban(text)
    except IbanRefused as refusal:
        told = str(refusal)
    assert told.endswith(".") or told.isalnum()


def test_outside_the_eea_the_bank_is_named_too() -> None:
    swiss = parse_iban("CH93 0076 2011 6238 5295 7")
    with pytest.raises(IbanRefused, match="verlangt die Bank auch die BIC"):
        parse_bic("", iban=swiss)
    assert parse_bic("MUSTCHZZ", iban=swiss) == "MUSTCHZZ"
    with pytest.raises(IbanRefused, match="8 oder 11 Stellen"):
        parse_bic("MUST", iban=swiss)
