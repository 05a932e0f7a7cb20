"""The case as xdomea 3.0.0 message 0503 (Aussonderung), for the authority's records and archive.

The code list „dateiformat“ 2.0 was not at hand: every file is coded as „Sonstiges“ (its number is
an assumption) and names its format in words.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree import ElementTree as Tree

from drehscheibe.domain.funding.models import Application, ProofOfUse
from drehscheibe.domain.funding.package.files import NAMESPACE, PackedDocument, case_uuid
from drehscheibe.domain.funding.package.history import Act
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.documents.file_names import PDF

SPACE = "urn:xoev-de:xdomea:schema:3.0.0"
LISTS = "urn:xoev-de:xdomea:codeliste"
ARCHIVE = "Landesarchiv NRW"
OTHER_FORMAT = "999"
ARCHIVABLE = "PDF/A-2a"
LISTED = "Elektronisch: Das Schriftgutobjekt liegt ausschließlich in elektronischer Form vor."


@dataclass(frozen=True, slots=True)
class Code:
    """A value of a code list."""

    list_name: str
    version: str
    code: str
    name: str = ""


def message(
    application: Application,
    proof: ProofOfUse | None,
    *,
    documents: Iterable[PackedDocument],
    acts: Iterable[Act],
    at: datetime,
) -> bytes:
    """The message as UTF-8; `at` is the last change, so equal state gives equal bytes."""
    Tree.register_namespace("xdomea", SPACE)
    root = Tree.Element(_tag("Aussonderung.Aussonderung.0503"))
    _head(root, application, at)
    case = _add(_add(root, "Schriftgutobjekt"), "Vorgang")
    _text(_add(case, "Identifikation"), "ID", str(case_uuid(application)))
    _metadata(case, application, _subject(application))
    if proof is not None and proof.retain_until is not None:
        archive = _add(case, "ArchivspezifischeMetadaten")
        _text(archive, "Aufbewahrungsende", proof.retain_until.isoformat())
    _text(case, "Aktenbetreff", f"Förderung {application.centre}")
    _text(case, "Typ", "Zuwendungsverfahren")
    known = list(acts)
    period = _add(case, "Laufzeit")
    _text(period, "Beginn", day_of(application.created_at).isoformat())
    _text(period, "Ende", day_of(at).isoformat())
    for act in known:
        _entry(case, act)
    for number, packed in enumerate(documents, start=1):
        _document(case, packed, number)
    Tree.indent(root)
    xml: bytes = Tree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return xml + b"\n"


def _subject(application: Application) -> str:
    return f"Zuwendung {application.fiscal_year}: {application.centre}"


def _head(root: Tree.Element, application: Application, at: datetime) -> None:
    head = _add(root, "Kopf")
    process = uuid.uuid5(NAMESPACE, f"0503:{application.number}:{at.isoformat()}")
    _text(head, "ProzessID", str(process))
    _code(
        head, "Nachrichtentyp", Code("nachrichtentyp", "2.0", "0503", "Aussonderung.Aussonderung")
    )
    _text(head, "Erstellungszeitpunkt", _moment(at))
    sender = _add(_add(head, "Absender"), "Institution")
    _text(sender, "Name", application.authority.name)
    recipient = _add(_add(head, "Empfaenger"), "Institution")
    _text(recipient, "Name", ARCHIVE)
    for name, flag in (
        ("Importbestaetigung", "1"),
        ("RueckmeldungArchivkennung", "0"),
        ("Empfangsbestaetigung", "0"),
    ):
        _text(head, name, flag)


def _metadata(above: Tree.Element, application: Application, subject: str) -> None:
    data = _add(above, "AllgemeineMetadaten")
    _text(data, "Betreff", subject)
    _text(data, "Kennzeichen", application.number)
    _text(data, "Federfuehrung", application.authority.name)
    _code(data, "Medium", Code("medium", "1.0", "001", LISTED))


def _entry(case: Tree.Element, act: Act) -> None:
    entry = _add(case, "HistorienProtokollInformation")
    _text(entry, "MetadatumName", act.procedure)
    _text(entry, "MetadatumAlterWert", act.source)
    _text(entry, "MetadatumNeuerWert", act.target)
    _text(entry, "Akteur", act.by)
    _text(entry, "DatumUhrzeit", _moment(act.at))
    _text(entry, "Aktion", act.label)


def _document(case: Tree.Element, packed: PackedDocument, number: int) -> None:
    stored = packed.document
    element = _add(case, "Dokument")
    identity = _add(element, "Identifikation")
    _text(identity, "ID", str(stored.pk))
    _text(identity, "NummerImUebergeordnetenContainer", str(number))
    data = _add(element, "AllgemeineMetadaten")
    _text(data, "Betreff", stored.title)
    _text(data, "Bemerkung", f"SHA-256: {stored.sha256}")
    _code(data, "Medium", Code("medium", "1.0", "001", LISTED))
    _text(element, "DatumDesSchreibens", day_of(stored.created_at).isoformat())
    version = _add(element, "Version")
    _text(version, "Nummer", str(stored.version))
    form = _add(version, "Format")
    _code(form, "Name", Code("dateiformat", "2.0", OTHER_FORMAT))
    _text(form, "SonstigerName", stored.content_type)
    is_letter = stored.frozen and stored.content_type == PDF
    _text(form, "Version", ARCHIVABLE if is_letter else "")
    file = _add(form, "Primaerdokument")
    _text(file, "Dateiname", packed.name)
    _text(file, "DateinameOriginal", stored.download_name)
    _text(file, "DatumUhrzeit", _moment(stored.created_at))


def _code(above: Tree.Element, name: str, code: Code) -> None:
    element = _add(above, name)
    element.set("listURI", f"{LISTS}:{code.list_name}")
    element.set("listVersionID", code.version)
    Tree.SubElement(element, "code").text = code.code
    if code.name:
        Tree.SubElement(element, "name").text = code.name


def _add(above: Tree.Element, name: str) -> Tree.Element:
    return Tree.SubElement(above, _tag(name))


def _text(above: Tree.Element, name: str, value: str) -> None:
    _add(above, name).text = "".join(c for c in value if c in "\n\t" or c >= " ")


def _tag(name: str) -> str:
    return f"{{{SPACE}}}{name}"


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
