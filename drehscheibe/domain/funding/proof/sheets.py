"""The proof as a workbook: for the day a portal fails, and for filling in offline.

Sheets „Anleitung“, „Angaben“, „Stellen“, „Ausgaben“, „Belege“. Case number and version stand in
„Angaben“, so that reading it back knows what it belongs to and what changed meanwhile.
"""

from collections.abc import Iterator
from typing import Any

from drehscheibe.domain.funding.guideline import PostCategory
from drehscheibe.domain.funding.models import ProofOfUse
from drehscheibe.domain.funding.payout.parts import PART_LABELS
from drehscheibe.domain.funding.proof.facts import facts_of
from drehscheibe.kernel.language.amounts import amount_input
from drehscheibe.kernel.language.days import german_day
from drehscheibe.kernel.tables.columns import Column
from drehscheibe.kernel.tables.xlsx_out import Sheet, write_book

GUIDE = (Column(key="step", label="So geht es", kind="text", width=110),)
ENTRIES = (
    Column(key="code", label="Kennung", kind="code", required=True, width=22),
    Column(key="label", label="Angabe", width=44),
    Column(key="value", label="Wert", width=60),
)
POSTS = (
    Column(key="number", label="Nr.", kind="integer", required=True),
    Column(key="category", label="Art"),
    Column(key="share", label="Anteil", kind="share"),
    Column(key="filled_from", label="besetzt ab", kind="day"),
    Column(key="filled_to", label="besetzt bis", kind="day"),
    Column(key="actual_cost", label="tatsächliche Ausgaben", kind="money"),
    Column(key="cap", label="höchstens zuwendungsfähig", kind="money"),
)
ITEMS = (
    Column(key="number", label="Nr.", kind="integer", required=True),
    Column(key="part", label="Förderlinie", required=True),
    Column(key="label", label="Bezeichnung"),
    Column(key="planned", label="geplant", kind="money"),
    Column(key="actual", label="tatsächlich", kind="money"),
)
VOUCHERS = (
    Column(key="number", label="Nr.", kind="integer", required=True),
    Column(key="part", label="Förderlinie", required=True, width=22),
    Column(key="post_number", label="Stelle", kind="integer"),
    Column(key="dated_on", label="Datum", kind="day"),
    Column(key="paid_on", label="gezahlt am", kind="day"),
    Column(key="payee", label="Empfänger"),
    Column(key="purpose", label="Grund der Zahlung"),
    Column(key="amount", label="Betrag", kind="money"),
)
TABLES = {"Angaben": ENTRIES, "Stellen": POSTS, "Ausgaben": ITEMS, "Belege": VOUCHERS}
UNIQUE = {
    "Angaben": ("code",), "Stellen": ("number",), "Ausgaben": ("number",), "Belege": ("number",),
}  # fmt: skip
NUMBER, VERSION = "aktenzeichen", "fassung"
"""Codes of the two entries that say what the workbook belongs to; not to be changed."""
ENTRY_FIELDS = {
    "income": "Andere Einnahmen (€)",
    "survey_confirmed_on": "Fachdatenerhebung bestätigt am",
    "certificate_on": "Vermerk der Rechnungsprüfung vom",
    "use_text": "Verwendung der Mittel",
    "result_text": "Ergebnis",
    "net_prices": "Nettopreise (ja/nein)",
}
STEPS = """\
Diese Datei ist der Verwendungsnachweis zum Ausfüllen ohne Verbindung zur Plattform.
Füllen Sie „Angaben“, „Stellen“, „Ausgaben“ und „Belege“ aus. Kopfzeilen, Kennungen und Nummern \
bitte nicht ändern; Aktenzeichen und Fassung sagen, wozu die Datei gehört.
Beträge in Euro mit Komma vor den Cent (1234,56), Tage als 31.12.2023.
Neue Belege: eine Zeile mit der nächsten freien Nummer. Förderlinien: Personalausgaben, \
Sachausgaben, KOMM-AN NRW, Teil I, Ehrenamt und Väterarbeit.
Laden Sie die Datei auf der Seite des Nachweises unter „Tabelle einlesen“ hoch. Zuerst läuft eine \
Probe, die jede Änderung und jeden Fehler mit Blatt, Zeile und Spalte zeigt.
Dieselbe Datei zweimal einzulesen schadet nicht. Was in der Datei fehlt, wird nicht gelöscht.
Einreichen und bestätigen kann nur der Träger auf der Plattform.""".splitlines()


def proof_workbook(proof: ProofOfUse) -> bytes:
    """The proof as it stands, as an XLSX file."""
    sheets = [
        Sheet("Anleitung", GUIDE, ({"step": step} for step in STEPS)),
        Sheet("Angaben", ENTRIES, _entries(proof)),
        Sheet("Stellen", POSTS, _posts(proof)),
        Sheet("Ausgaben", ITEMS, _items(proof)),
        Sheet("Belege", VOUCHERS, _vouchers(proof)),
    ]
    return write_book(sheets, title=f"Verwendungsnachweis {proof.application.number}")


def entry_text(proof: ProofOfUse, name: str) -> str:
    """One entry as text in the sheet „Angaben“."""
    value: Any = getattr(proof, name)
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if value is None or isinstance(value, str):
        return value or ""
    return amount_input(value) if name == "income" else german_day(value)


def _entries(proof: ProofOfUse) -> Iterator[dict[str, object]]:
    case = proof.application
    yield {"code": NUMBER, "label": "Aktenzeichen (nicht ändern)", "value": case.number}
    yield {"code": VERSION, "label": "Fassung (nicht ändern)", "value": str(proof.version)}
    for name, label in ENTRY_FIELDS.items():
        yield {"code": name, "label": label, "value": entry_text(proof, name)}


def _posts(proof: ProofOfUse) -> Iterator[dict[str, object]]:
    caps = {line.number: line.cap for line in facts_of(proof).figures.posts}
    for post in proof.posts.all():
        yield {
            "number": post.number,
            "category": PostCategory(post.category).label if post.category else "",
            "share": post.share,
            "filled_from": post.filled_from,
            "filled_to": post.filled_to,
            "actual_cost": post.actual_cost,
            "cap": caps[post.number],
        }


def _items(proof: ProofOfUse) -> Iterator[dict[str, object]]:
    for item in proof.items.all():
        yield {
            "number": item.number,
            "part": PART_LABELS[item.part],
            "label": item.label,
            "planned": item.planned,
            "actual": item.actual,
        }


def _vouchers(proof: ProofOfUse) -> Iterator[dict[str, object]]:
    for each in proof.vouchers.all():
        names = ("number", "post_number", "dated_on", "paid_on", "payee", "purpose", "amount")
        yield {name: getattr(each, name) for name in names} | {"part": PART_LABELS[each.part]}
