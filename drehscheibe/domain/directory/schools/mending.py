"""What spreadsheet programs do to a table of codes, and how far it can be undone.

A programme that takes „0241“ for a number writes 241 or 241.0; one that takes „05334002“ for a
large number writes 5,334E+06, and digits are gone for good. The first is mended and told, the
second refused.
"""

import re
from dataclasses import dataclass, field

WHOLE = re.compile(r"([0-9]+)(?:[.,]0+)?")
ROUNDED = re.compile(r"[0-9]+(?:[.,][0-9]+)?[eE][+-]?[0-9]+")
MONTHS = re.compile(r"[0-9]{1,2}\. ?(?:Jan|Feb|Mrz|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)", re.I)
TWICE_ENCODED = re.compile("[ÃÂâ][\u0080-\u00bf\u20ac\u0152-\u2122]")
UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
"""A byte order mark inside, where files were put together; marks that turn text round."""
UNREADABLE = "\ufffd"


class Beyond(Exception):
    """The value is lost; the message is German."""


@dataclass
class Mends:
    """Notes of what was mended in one line, in German, by column."""

    notes: list[str] = field(default_factory=list)

    def code(self, label: str, text: str, digits: int) -> str:
        """A code of fixed length whose one leading zero may be missing; raises `Beyond`."""
        found = self._whole(label, text)
        if len(found) < digits - 1 or len(found) > digits:
            raise Beyond(f"{label}: „{text}“ hat nicht {digits} Stellen.")
        return self._told(label, text, found.zfill(digits))

    def area_code(self, label: str, text: str) -> str:
        """A dialling code begins with a zero; empty stays empty."""
        if not text:
            return ""
        found = self._whole(label, text)
        mended = found if found.startswith("0") else f"0{found}"
        if not 3 <= len(mended) <= 6:
            raise Beyond(f"{label}: „{text}“ ist keine Vorwahl.")
        return self._told(label, text, mended)

    def number(self, label: str, text: str) -> str:
        """Digits that nobody calculates with, of any length; empty stays empty."""
        return self._told(label, text, self._whole(label, text)) if text else ""

    def text(self, label: str, text: str) -> str:
        """Words: letters that were encoded twice come back, what is lost is refused."""
        if UNREADABLE in text:
            raise Beyond(f"{label}: In „{text[:40]}“ sind Buchstaben verloren gegangen.")
        if MONTHS.fullmatch(text.split("/")[0]):
            raise Beyond(
                f"{label}: „{text}“ ist ein Datum, das eine Tabellenkalkulation gemacht hat."
            )
        seen = " ".join(UNSEEN.sub("", text).split()) if UNSEEN.search(text) else text
        if not TWICE_ENCODED.search(seen):
            return self._told(label, text, seen)
        try:
            return self._told(label, text, seen.encode("cp1252").decode())
        except UnicodeError as fault:
            raise Beyond(f"{label}: „{text[:40]}“ ist nicht lesbar.") from fault

    def _whole(self, label: str, text: str) -> str:
        found = WHOLE.fullmatch(text)
        if found:
            return found[1]
        if ROUNDED.fullmatch(text):
            raise Beyond(f"{label}: „{text}“ ist eine gerundete Zahl, die Ziffern sind verloren.")
        raise Beyond(f"{label}: „{text[:40]}“ besteht nicht nur aus Ziffern.")

    def _told(self, label: str, text: str, mended: str) -> str:
        if mended != text:
            self.notes.append(f"{label}: „{text}“ wurde „{mended}“")
        return mended
