"""Whether a PDF is one, whole, readable by everybody and passive.

No parser runs over foreign files in this process; the file's own marks are enough to tell honest
mistakes and known tricks. Names inside compressed streams stay unseen, therefore every document
is served as an attachment with a policy that forbids everything (`downloads.py`).
"""

import re

from drehscheibe.kernel.documents.refusals import UploadRefused

VERSION = re.compile(rb"%PDF-[12]\.[0-9]\s")
END = re.compile(rb"startxref\s+[0-9]+\s+%%EOF")
ENCRYPTED = re.compile(rb"/Encrypt\s*(?:[0-9]+\s+[0-9]+\s+R|<<)")
ACTIVE = re.compile(rb"/(?:JavaScript|JS|Launch|RichMedia)(?=[\s(<\[/])")
MARKUP = re.compile(rb"<\s*(?:script|html|!doctype|svg|\?php)", re.IGNORECASE)
ZIP_END = b"PK\x05\x06"
ZIP_REACH = 65_557  # a ZIP reader looks for its end this far from the end of a file


def check_pdf(data: bytes) -> None:
    """Raise `UploadRefused` unless the file is a plain, complete PDF and nothing besides."""
    ends = list(END.finditer(data))
    if not VERSION.match(data) or not ends:
        raise UploadRefused(
            "Die Datei ist kein vollständiges PDF. Bitte neu als PDF speichern und hochladen."
        )
    if data[ends[-1].end() :].strip(b"\x00 \t\r\n") or ZIP_END in data[-ZIP_REACH:]:
        raise UploadRefused("Hinter dem Ende des PDF stehen fremde Daten.")
    if MARKUP.search(data[:1024]):
        raise UploadRefused("Die Datei gibt sich zugleich als PDF und als Webseite aus.")
    if ENCRYPTED.search(data):
        raise UploadRefused(
            "Das PDF ist verschlüsselt oder mit einem Kennwort geschützt. "
            "Bitte ohne Schutz speichern."
        )
    if ACTIVE.search(data):
        raise UploadRefused(
            "Das PDF enthält Programme oder Startbefehle. Bitte über „Drucken“ als PDF speichern."
        )
