"""A table to fill in: its headers are the words the reader knows, so nothing has to be matched."""

from drehscheibe.domain.controlling.models import GoalPeriod, Strand
from drehscheibe.domain.controlling.planning.columns import meanings
from drehscheibe.kernel.tables.columns import Column
from drehscheibe.kernel.tables.xlsx_out import Sheet, write_book

STEPS = (
    "Jede Zeile des Blatts „Planung“ ist ein Ziel mit einer Maßnahme und einem Indikator.",
    "Weitere Maßnahmen und Indikatoren desselben Ziels: darunter, der Titel bleibt leer.",
    "Zahlen als 12 oder 1.234,5; Tage als 31.12.2027; mehrere Handlungsfelder mit Semikolon.",
    "Ein Anteil braucht beide Teile: 12 im Zielwert, 40 unter „von insgesamt“. Keine Prozente.",
    "Bitte keine Zellen verbinden. Eine eigene Tabelle mit anderen Spalten geht auch.",
)
EXAMPLE = {
    "strand": Strand.CROSS_CUTTING.label,
    "fields": "Sport",
    "title": "Sport öffnet sich",
    "starting_point": "Wenige Vereine erreichen neu Zugewanderte.",
    "text": "Zehn Vereine öffnen ihre Angebote.",
    "target_group": "Sportvereine",
    "source_in_concept": "Kapitel 3",
    "measure-title": "Dialog Sport",
    "measure-partners": "Kreissportbund",
    "indicator-name": "Teilnehmende Vereine",
    "indicator-definition": "Vereine mit mindestens einem offenen Angebot",
    "indicator-unit": "Vereine",
    "indicator-baseline": "4",
}


def planning_template(period: GoalPeriod) -> bytes:
    """The workbook for the years of the period."""
    known = meanings(period.each_year).values()
    columns = [Column(each.key, each.label, width=24) for each in known]
    guide = (Column("step", "So geht es", width=110),)
    example = (
        Column("label", "Spalte", width=34),
        Column("value", "Beispiel", width=60),
    )
    targets = {f"indicator-target_{year}": "8" for year in period.each_year}
    filled = EXAMPLE | targets
    return write_book(
        [
            Sheet("Planung", columns, []),
            Sheet("Anleitung", guide, ({"step": step} for step in STEPS)),
            Sheet("Beispiel", example, (
                {"label": each.label, "value": filled.get(each.key, "")} for each in known
            )),
        ],
        title=f"Planung {period.years}",
    )  # fmt: skip
