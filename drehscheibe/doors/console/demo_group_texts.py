"""What the demonstration's groups talk about: mandates, agendas, minutes, a paper."""

from io import BytesIO

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

SPORT_MANDATE = (
    "Erarbeitet eine Handreichung, wie Kommunale Integrationszentren mit Sportvereinen "
    "zusammenarbeiten. Fertig, wenn sie verteilt und in einer Fortbildung vorgestellt ist."
)
HEADS_MANDATE = "Austausch der Leitungen mit Koordinierungsstelle und Ministerien."
LANGUAGE_MANDATE = "Sprachbildung in der Ganztagsbetreuung: Material, Fortbildung, Fragen."
Line = tuple[str, str, str, int] | tuple[str, str, str, int, None, bool]
AGENDAS: dict[str, tuple[Line, ...]] = {
    "Auftakt": (
        ("Was es schon gibt", "info", "<p>Rückmeldungen aus der Abfrage.</p>", 20),
        ("Auftrag der Gruppe", "decision", "", 40),
        ("Beispiele der Vereine", "discussion", "", 30),
    ),
    "Handreichung": (
        ("Entwurf der Handreichung", "decision", "<p>Der Entwurf liegt bei den Papieren.</p>", 45),
        ("Kosten", "discussion", "<p>Angebote zweier Druckereien.</p>", 20, None, True),
        ("Verteilung", "discussion", "", 20),
    ),
    "Verteilung": (
        ("Fortbildung zur Handreichung", "discussion", "", 30),
        ("Verschiedenes", "info", "", 10),
    ),
    "Leitungskreistagung": (
        ("Bericht der Koordinierungsstelle", "info", "", 30),
        ("Zielperiode: was bis zum Sommer fertig sein muss", "discussion", "", 60),
    ),
}
FIRST_MINUTES = """## TOP 1 Was es schon gibt

14 Zentren arbeiten mit Sportvereinen. Die Beispiele reichen von Probetagen bis zu Schwimmkursen
für Frauen.

## TOP 2 Auftrag der Gruppe

Beschlossen im Konsens.

## TOP 3 Beispiele der Vereine

Nicht behandelt, wird übertragen."""


def paper_pdf(version: int) -> bytes:
    """One page that says which version it is."""
    page = Image.new("L", (900, 1200), "white")
    font = ImageFont.truetype(str(settings.DREHSCHEIBE_FONT_DIR / "FiraSans-Regular.ttf"), 34)
    pen = ImageDraw.Draw(page)
    lines = ("Handreichung Sport", f"Fassung {version}", "", "Seite der Demonstration")
    for number, text in enumerate(lines):
        pen.text((200, 180 + number * 70), text, fill="#2b2b2b", font=font)
    with BytesIO() as target:
        page.save(target, "PDF")
        return target.getvalue()
