"""The file for the bank: letters, sums, ids, schema."""

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drehscheibe.domain.payments.sepa_file import (
    SPACE,
    Batch,
    FileUnfit,
    Party,
    Transfer,
    check_against_schema,
    credit_transfer_file,
)
from drehscheibe.domain.payments.sepa_text import OTHER, sepa_text
from tests.domain.payments.samples import iban

PAYER = Party("Behörde für Prüfung & Förderung", iban(1))


def batch(*transfers: Transfer, moment: int = 0) -> Batch:
    """A batch of an invented day."""
    return Batch(
        message_id="DREHSCHEIBE-Z-2026-00001", payer=PAYER, execution_on=date(2026, 11, 23),
        made_at=datetime(2026, 11, 22, 9, 30, tzinfo=UTC) + timedelta(minutes=moment),
        transfers=transfers,
    )  # fmt: skip


def transfer(serial: int = 2, amount: str = "100.00", purpose: str = "Rate") -> Transfer:
    """One payment."""
    return Transfer(
        Party("Söğüt & Öz „Kulturverein“", iban(serial)), Decimal(amount), purpose, f"DS-{serial}-1"
    )


def text_of(content: bytes, tag: str) -> list[str]:
    """What every element of this name says."""
    return [each.text or "" for each in ElementTree.fromstring(content).iter(f"{SPACE}{tag}")]


def test_the_file_says_what_the_run_says_and_keeps_to_the_schema() -> None:
    content = credit_transfer_file(batch(transfer(2, "0.07"), transfer(3, "57000.00", "§ 44 LHO")))
    assert text_of(content, "MsgId") == ["DREHSCHEIBE-Z-2026-00001"]
    assert text_of(content, "PmtInfId") == ["DREHSCHEIBE-Z-2026-00001-1"]
    assert text_of(content, "CreDtTm") == ["2026-11-22T10:30:00+01:00"]
    assert text_of(content, "CtrlSum") == ["57000.07", "57000.07"]
    assert text_of(content, "NbOfTxs") == ["2", "2"]
    assert text_of(content, "InstdAmt") == ["0.07", "57000.00"]
    assert text_of(content, "IBAN") == [iban(1), iban(2), iban(3)]
    assert text_of(content, "EndToEndId") == ["DS-2-1", "DS-3-1"]
    assert text_of(content, "ReqdExctnDt")
    assert text_of(content, "Dt") == ["2026-11-23"]
    assert text_of(content, "Nm")[-1] == "Soeguet + Oez 'Kulturverein'"
    assert text_of(content, "Ustrd") == ["Rate", "Par. 44 LHO"]
    assert "NOTPROVIDED" in text_of(content, "Id")


def test_the_same_batch_is_the_same_file_byte_for_byte() -> None:
    assert credit_transfer_file(batch(transfer())) == credit_transfer_file(batch(transfer()))
    assert credit_transfer_file(batch(transfer())) != credit_transfer_file(
        batch(transfer(), moment=1)
    )


def test_a_file_that_breaks_the_schema_is_never_written() -> None:
    content = credit_transfer_file(batch(transfer()))
    for old, new in (
        (b"<Ccy", b"<Cxy"), (b"<MsgId>DREH", b"<MsgId>" + b"X" * 40), (b'Ccy="EUR"', b""),
        (iban(2).encode(), b"keine Nummer"), (b"<CdtTrfTxInf>", b"<CdtTrfTxInf><Falsch/>"),
    ):  # fmt: skip
        if old in content:
            with pytest.raises(FileUnfit):
                check_against_schema(content.replace(old, new, 1))


def test_a_too_long_id_stops_the_release() -> None:
    unfit = Transfer(Party("A", iban(2)), Decimal(1), "x", "D" * 36)
    with pytest.raises(FileUnfit):
        credit_transfer_file(batch(unfit))


def test_long_names_umlauts_and_the_smallest_and_a_large_amount_keep_to_the_schema() -> None:
    """999,999.99 and 0.01 euro to names nobody's bank takes as they are."""
    long = Party("Förderverein für Sprache, Spiel und Begegnung in Größenwörth e. V. " * 2, iban(2))
    foreign = Party("Łódź-Çelik „Ümüt“ ’Ōsaka’ 東京", iban(3))
    content = credit_transfer_file(
        batch(
            Transfer(long, Decimal("999999.99"), "Ä" * 100, "DS-2-1"),
            Transfer(foreign, Decimal("0.01"), "Rate für Mai", "DS-3-1"),
        )
    )
    check_against_schema(content)
    assert text_of(content, "InstdAmt") == ["999999.99", "0.01"]
    assert text_of(content, "CtrlSum") == ["1000000.00", "1000000.00"]
    assert all(0 < len(name) <= 70 and name.isascii() for name in text_of(content, "Nm"))
    assert all(len(purpose) <= 140 for purpose in text_of(content, "Ustrd"))


@given(st.text(max_size=200))
def test_any_text_becomes_one_that_banks_take(text: str) -> None:
    """Attack 24."""
    written = sepa_text(text)
    assert not OTHER.search(written)
    assert "//" not in written
    assert not written.startswith("/")
    assert not written.endswith("/")
    assert sepa_text(written) == written


def test_the_web_worker_does_not_carry_the_banks_libraries() -> None:
    """Importing pages and rooms loads neither schema nor number tables (120 MB a worker)."""
    code = (
        "import django, sys; django.setup(); import drehscheibe.config.urls;"
        "import drehscheibe.doors.staff.payments.urls;"
        "print([m for m in ('sepaxml', 'xmlschema', 'lxml', 'stdnum', 'text_unidecode')"
        " if m in sys.modules])"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    assert told.strip() == "[]"
