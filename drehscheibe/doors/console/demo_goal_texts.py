"""What the invented goals of the demonstration say; neither copied from a centre nor published."""

from dataclasses import dataclass, field, replace

from drehscheibe.domain.controlling.models import Kind, OverPlaces, OverTime, Strand

ENTRY_REACHED, ENTRY_CLUBS = "beispiel-erreichte-personen", "beispiel-beteiligte-vereine"
ENTRY_EVENTS, ENTRY_TRAINED = "beispiel-veranstaltungen", "beispiel-fortgebildete-fachkraefte"
ENTRY_NEXT_STEP = "beispiel-anteil-mit-anschluss"


@dataclass(frozen=True)
class IndicatorPlan:
    """An indicator; numbers as typed, `of` the whole of a share, `entry` its catalogue code."""

    name: str
    definition: str
    unit: str
    baseline: str
    targets: tuple[str, str]
    of: str = ""
    source: str = ""
    entry: str = ""
    kind: str = Kind.COUNT
    over_time: str = OverTime.SUM


@dataclass(frozen=True)
class GoalPlan:
    """A whole goal; `measures` are titles with their partners."""

    strand: Strand
    title: str
    starting_point: str
    text: str
    target_group: str
    source: str
    fields: tuple[str, ...]
    measures: tuple[tuple[str, str], ...]
    indicators: tuple[IndicatorPlan, ...] = field(default_factory=tuple)

    def short(self) -> "GoalPlan":
        """The same with one measure and one indicator: quicker to lay out."""
        return replace(self, measures=self.measures[:1], indicators=self.indicators[:1])


@dataclass(frozen=True)
class EntryPlan:
    """An entry of the catalogue, said to be an example since none is published."""

    code: str
    name: str
    definition: str
    unit: str
    kind: str = Kind.COUNT
    over_time: str = OverTime.SUM
    over_places: str = OverPlaces.SUM


ENTRIES = (
    EntryPlan(ENTRY_REACHED, "Erreichte Personen",
              "Teilnahmen an Veranstaltungen und Angeboten; wer mehrmals kommt, zählt mehrmals.",
              "Teilnahmen"),
    EntryPlan(ENTRY_CLUBS, "Beteiligte Vereine",
              "Vereine mit mindestens einem eigenen Angebot im Jahr, am Jahresende gezählt.",
              "Vereine", over_time=OverTime.LATEST),
    EntryPlan(ENTRY_EVENTS, "Veranstaltungen",
              "Durchgeführte öffentliche Veranstaltungen des Zentrums und seiner Partner.",
              "Veranstaltungen"),
    EntryPlan(ENTRY_TRAINED, "Fortgebildete Fachkräfte",
              "Fachkräfte aus Kita, Schule und Verwaltung mit Teilnahmebescheinigung.", "Personen"),
    EntryPlan(ENTRY_NEXT_STEP, "Anteil mit Anschluss",
              "Teilnehmende mit Schule, Ausbildung oder Arbeit drei Monate danach, von allen, "
              "die bis zum Ende dabei waren.", "Personen", kind=Kind.SHARE),
)  # fmt: skip
SPORT = GoalPlan(
    Strand.CROSS_CUTTING, "Dialog Sport",
    "Vier von achtzig Sportvereinen haben Angebote, die neu Zugewanderte erreichen. Viele Vereine "
    "wünschen Beratung, wissen aber nicht, an wen sie sich wenden.",
    "Bis zum Ende der Periode öffnen zwölf Sportvereine ein regelmäßiges Angebot für neu "
    "Zugewanderte und werden dabei begleitet.",
    "Sportvereine im Kreisgebiet, neu zugewanderte Familien", "Kapitel 4.2, Sport",
    ("querschnitt.sport", "querschnitt.mso"),
    (("Dialog Sport: zwei Treffen im Jahr", "Kreissportbund"),
     ("Begleitung von Vereinen, die ein Angebot öffnen", "Kreissportbund, Jugendamt")),
    (IndicatorPlan("Vereine mit offenem Angebot", "Am Jahresende gezählt, jeder Verein einmal.",
                   "Vereine", "4", ("8", "12"), entry=ENTRY_CLUBS, over_time=OverTime.LATEST),
     IndicatorPlan("Erreichte Personen", "Teilnahmen an den Treffen und Angeboten.", "Teilnahmen",
                   "120", ("200", "260"), source="activities.participants",
                   entry=ENTRY_REACHED)),
)  # fmt: skip
CALENDAR = GoalPlan(
    Strand.CROSS_CUTTING, "Interkultureller Veranstaltungskalender",
    "Städte und Gemeinden werben jede für sich; Veranstaltungen fallen auf denselben Tag.",
    "Ein gemeinsamer Kalender aller Gemeinden erscheint zweimal im Jahr, gedruckt und im Netz, und "
    "macht Begegnungen auch außerhalb der großen Orte bekannt.",
    "Einwohnerinnen und Einwohner, Vereine, Kulturämter", "Kapitel 4.3, Begegnung",
    ("querschnitt.kultur", "querschnitt.freizeit"),
    (("Redaktionskreis mit allen Gemeinden", "Kulturämter"),
     ("Woche der Begegnung im September", "Kirchen, Migrantenorganisationen")),
    (IndicatorPlan("Veranstaltungen im Kalender", "Durchgeführt, nicht nur angekündigt.",
                   "Veranstaltungen", "18", ("30", "36"), source="activities.count",
                   entry=ENTRY_EVENTS),),
)  # fmt: skip
MODULES = GoalPlan(
    Strand.EDUCATION, "Sprach- und Berufserkundungsmodule",
    "Jugendliche in Internationalen Klassen kennen wenige Berufe und haben kaum Kontakt zu "
    "Betrieben.",
    "In jedem Jahr erkunden sechzig Jugendliche in vierwöchigen Modulen drei Berufsfelder und üben "
    "die Sprache, die sie dort brauchen.",
    "Neu zugewanderte Jugendliche von 15 bis 21 Jahren", "Kapitel 3.4, Übergang Schule – Beruf",
    ("bildung.uebergang", "bildung.sprachbildung"),
    (("Vier Module im Jahr", "Berufskollegs, Handwerkskammer"),
     ("Betriebsbesuche mit Sprachbegleitung", "Betriebe, Volkshochschule")),
    (IndicatorPlan("Teilnehmende Jugendliche", "Wer an mindestens zehn Tagen dabei war.",
                   "Teilnahmen", "35", ("60", "60"), source="activities.participants",
                   entry=ENTRY_REACHED),
     IndicatorPlan("Anteil mit Anschluss", "Drei Monate nach dem Ende nachgefragt.", "Personen",
                   "14", ("36", "40"), of="60", kind=Kind.SHARE, entry=ENTRY_NEXT_STEP)),
)  # fmt: skip
PARENTS = GoalPlan(
    Strand.EDUCATION, "Eltern beraten, Kinder gewinnen",
    "Familien erfahren spät, welche Wege Schule und Kita bieten; beraten wird nur an einem Ort.",
    "An sechs Orten beraten Fachkräfte Familien vor dem Schuleintritt, mit Sprachmittlung.",
    "Familien mit Kindern von drei bis sieben Jahren", "Kapitel 3.1, Zusammenarbeit mit Eltern",
    ("bildung.eltern", "bildung.frueh"),
    (("Elterncafés an Grundschulen", "Schulamt, Familienzentren"),
     ("Fortbildung für Fachkräfte in Kitas", "Jugendämter")),
    (IndicatorPlan("Erreichte Familien", "Jede Beratung und jedes Café zählt die Anwesenden.",
                   "Teilnahmen", "90", ("150", "180"), source="activities.participants",
                   entry=ENTRY_REACHED),
     IndicatorPlan("Fortgebildete Fachkräfte", "Mit Teilnahmebescheinigung.", "Personen", "12",
                   ("24", "24"), entry=ENTRY_TRAINED)),
)  # fmt: skip
GUIDES = GoalPlan(
    Strand.VOLUNTEERING, "Lotsinnen und Lotsen im Alltag",
    "Zwanzig Freiwillige begleiten Menschen zu Ämtern und Ärzten; gefragt sind doppelt so viele.",
    "Vierzig geschulte Lotsinnen und Lotsen begleiten Menschen in ihren ersten zwei Jahren.",
    "Freiwillige, neu Zugewanderte", "Kapitel 5, Ehrenamt",
    ("querschnitt.ehrenamt", "querschnitt.gesundheit"),
    (("Zwei Schulungen im Jahr", "Freiwilligenagentur"),
     ("Monatlicher Austausch", "Wohlfahrtsverbände")),
    (IndicatorPlan("Aktive Lotsinnen und Lotsen", "Mit mindestens einem Einsatz im Quartal.",
                   "Personen", "20", ("30", "40"), over_time=OverTime.LATEST),),
)  # fmt: skip
HEALTH = GoalPlan(
    Strand.CROSS_CUTTING, "Gesundheit verständlich machen",
    "Informationen zu Vorsorge und Pflege liegen nur auf Deutsch vor.",
    "Gesundheitsamt und Krankenhäuser beraten in fünf Sprachen, mit geschulter Sprachmittlung.",
    "Ältere Zugewanderte, Gesundheitsamt, Krankenhäuser", "Kapitel 4.5, Gesundheit",
    ("querschnitt.gesundheit", "querschnitt.senioren"),
    (("Gesundheitstage in drei Sprachen", "Gesundheitsamt"),
     ("Schulung von Sprachmittlerinnen und Sprachmittlern", "Krankenhäuser")),
    (IndicatorPlan("Beratene Personen", "Je Gesundheitstag und Sprechstunde gezählt.", "Teilnahmen",
                   "60", ("100", "140"), source="activities.participants", entry=ENTRY_REACHED),),
)  # fmt: skip
