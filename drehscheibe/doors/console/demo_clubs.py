"""Invented associations that ask for money: what each of them writes into its application."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class Club:
    """A third party with one item; `values` are the inputs of that item as they are typed."""

    email: str
    name: str
    kind: str
    street: str
    place: str
    contact: str
    title: str
    description: str
    code: str
    values: dict[str, str]
    amount: Decimal
    account: str = ""

    @property
    def form(self) -> dict[str, str]:
        """The inputs of the application, by the ids of the form."""
        postal_code, _, town = self.place.partition(" ")
        own = {
            "name": self.name, "kind": self.kind, "street": self.street,
            "postal_code": postal_code, "town": town, "contact_name": self.contact,
            "title": self.title, "description": self.description,
        }  # fmt: skip
        return own | {f"items-1-{name}": text for name, text in self.values.items()}


def _gatherings(measures: str, cost: str) -> dict[str, str]:
    return {"measures": measures, "participants": "15", "volunteers": "3", "cost": cost}


CHOIR = Club(
    email="vorstand@chor-ahlen.example", name="Chor der Vielen e. V.", kind="association",
    street="Am Probenweg 3", place="59227 Ahlen", contact="Rosa Klinge",
    title="Singen ohne Sprachgrenzen",
    description="Einmal im Monat singen Menschen, die neu hier sind, mit unserem Chor.",
    code="2", values=_gatherings("4", "350,00"), amount=Decimal(1400),
    account="DE82999999990000000005",
)  # fmt: skip
SEWING = Club(
    email="info@naehstube-oelde.example", name="Nähstube Oelde", kind="initiative",
    street="Fadenstraße 12", place="59302 Oelde", contact="Derya Saum",
    title="Nähcafé für alle",
    description="In der Nähstube helfen sich Nachbarinnen gegenseitig und lernen sich kennen.",
    code="2", values=_gatherings("3", "400,00"), amount=Decimal(1200),
    account="DE55999999990000000006",
)  # fmt: skip
GARDEN = Club(
    email="garten@beckum-waechst.example", name="Beckum wächst e. V.", kind="association",
    street="Beetweg 8", place="59269 Beckum", contact="Tim Rabatte",
    title="Gemeinsam gärtnern",
    description="Wir legen mit Familien aus der Unterkunft Beete an.",
    code="2", values=_gatherings("2", "450,00"), amount=Decimal(900),
    account="DE28999999990000000007",
)  # fmt: skip
TRAVEL = Club(
    email="post@reiselust-beckum.example", name="Reiselust Beckum", kind="other",
    street="Fernweg 1", place="59269 Beckum", contact="Udo Weit",
    title="Städtereise",
    description="Wir möchten mit unseren Mitgliedern eine Stadt besuchen.",
    code="2", values=_gatherings("1", "500,00"), amount=Decimal(500),
)  # fmt: skip
PAST = (CHOIR, SEWING, GARDEN, TRAVEL)
"""Warendorf's call of the last year: to be proved, proved, closed, refused."""

SPORTS = Club(
    email="jugend@sv-musterau.example", name="Sportverein Musterau 1900 e. V.",
    kind="association", street="Am Sportplatz 5", place="59227 Ahlen", contact="Ayla Muster",
    title="Sport verbindet",
    description="Offenes Training am Samstag, danach wird zusammen gekocht.",
    code="2", values=_gatherings("4", "300,00"), amount=Decimal(1200),
)  # fmt: skip
SPORTS_AGAIN = Club(
    email="vorstand@bruecke-ahlen.example", name="Brücke Ahlen e. V.",
    kind="migrant_organisation", street="Am Sportplatz 5", place="59227 Ahlen",
    contact="Nour Steg", title="Sport verbindet uns",
    description="Training für junge Leute auf dem Sportplatz.",
    code="2", values=_gatherings("2", "300,00"), amount=Decimal(600),
)  # fmt: skip
PARISH = Club(
    email="buero@gemeinde-telgte.example", name="Gemeinde am Emsufer", kind="parish",
    street="Kirchpfad 2", place="48291 Telgte", contact="Maria Furt",
    title="Ankommen in Telgte",
    description="Ein Wegweiser durch Ämter und Vereine, in fünf Sprachen.",
    code="3", values={"medium": "Wegweiser", "measures": "2", "cost": "450,00"},
    amount=Decimal(900),
)  # fmt: skip
MUSEUM = Club(
    email="team@museum-sendenhorst.example", name="Freundeskreis Heimatmuseum",
    kind="association", street="Mühlenhof 4", place="48324 Sendenhorst", contact="Bert Vitrine",
    title="Demokratie zum Anfassen",
    description="Junge Leute spielen im Museum eine Ratssitzung nach.",
    code="4", values={"topic": "Ratssitzung als Planspiel", "measures": "3", "cost": "400,00"},
    amount=Decimal(1200),
)  # fmt: skip
AGENCY = Club(
    email="kontakt@ehrenamt-warendorf.example", name="Freiwilligenagentur Ems",
    kind="volunteer_agency", street="Markthof 9", place="48231 Warendorf",
    contact="Lena Hilfreich", title="Schulung für Lesepaten",
    description="An zwei Abenden lernen Ehrenamtliche, wie man gut vorliest.",
    code="5", values={"topic": "Vorlesen", "measures": "2", "cost": "500,00"},
    amount=Decimal(1000),
)  # fmt: skip
THEATRE = Club(
    email="buehne@theater-drensteinfurt.example", name="Theaterwerkstatt Drensteinfurt",
    kind="initiative", street="Bühnenweg 6", place="48317 Drensteinfurt", contact="Ole Vorhang",
    title="Ein Stück von hier",
    description="Alteingesessene und Neue schreiben zusammen ein Theaterstück.",
    code="2", values=_gatherings("5", "320,00"), amount=Decimal(1600),
    account="DE98999999990000000008",
)  # fmt: skip
BICYCLES = Club(
    email="werkstatt@radhilfe-oelde.example", name="Radhilfe Oelde e. V.", kind="association",
    street="Speichengasse 7", place="59302 Oelde", contact="Hakan Kette",
    title="Fahrräder richten",
    description="Wir reparieren mit Geflüchteten Räder und üben das Fahren.",
    code="2", values=_gatherings("3", "500,00"), amount=Decimal(1500),
    account="DE71999999990000000009",
)  # fmt: skip
KITCHEN = Club(
    email="kochen@weltkueche.example", name="Weltküche Ennigerloh", kind="initiative",
    street="Herdstraße 11", place="59320 Ennigerloh", contact="Amal Topf",
    title="Kochen verbindet",
    description="Jeden Monat kocht eine andere Familie mit der Nachbarschaft.",
    code="2", values=_gatherings("6", "250,00"), amount=Decimal(1500),
    account="DE44999999990000000010",
)  # fmt: skip
YOUTH = Club(
    email="leitung@jugendtreff-wadersloh.example", name="Jugendtreff Wadersloh",
    kind="welfare", street="Treffpunkt 3", place="59329 Wadersloh", contact="Jana Clique",
    title="Nachbarn treffen sich",
    description="Zweimal im Jahr lädt der Jugendtreff die Nachbarschaft ein.",
    code="2", values=_gatherings("2", "300,00"), amount=Decimal(600),
)  # fmt: skip

MUSIC = Club(
    email="hallo@klangraum-koeln.example", name="Klangraum Köln e. V.", kind="association",
    street="Notenallee 14", place="51063 Köln", contact="Pia Takt",
    title="Orchester der Nachbarschaft",
    description="Wer ein Instrument spielt, macht mit; wer keines hat, bekommt eines.",
    code="2", values=_gatherings("5", "400,00"), amount=Decimal(2000),
)  # fmt: skip
READING = Club(
    email="lesen@buecherkiste.example", name="Bücherkiste Ehrenfeld", kind="initiative",
    street="Seitenstraße 20", place="50823 Köln", contact="Timo Band",
    title="Vorlesen in vielen Sprachen",
    description="Eltern lesen in ihrer Sprache vor, ein Heft fasst die Geschichten zusammen.",
    code="3", values={"medium": "Geschichtenheft", "measures": "2", "cost": "480,00"},
    amount=Decimal(960),
)  # fmt: skip
FOOTBALL = Club(
    email="abteilung@ballfreunde.example", name="Ballfreunde Kalk e. V.", kind="association",
    street="Torweg 11", place="51103 Köln", contact="Sami Stürmer",
    title="Turnier der Straßen",
    description="Ein Turnier, bei dem jede Straße eine gemischte Mannschaft stellt.",
    code="2", values=_gatherings("1", "500,00"), amount=Decimal(500),
)  # fmt: skip
WOMEN = Club(
    email="kontakt@frauennetz-koeln.example", name="Frauennetz Köln",
    kind="migrant_organisation", street="Knotenpunkt 5", place="50679 Köln",
    contact="Leila Faden", title="Frauen erzählen",
    description="Sechs Abende, an denen Frauen von ihrem Weg erzählen.",
    code="4", values={"topic": "Wege in Deutschland", "measures": "6", "cost": "220,00"},
    amount=Decimal(1320),
)  # fmt: skip
CHESS = Club(
    email="brett@schach-deutz.example", name="Schachclub Deutz", kind="association",
    street="Turmstraße 8", place="50679 Köln", contact="Igor Rochade",
    title="Schach im Park",
    description="Große Figuren, kurze Partien, alle dürfen ziehen.",
    code="2", values=_gatherings("2", "420,00"), amount=Decimal(840),
)  # fmt: skip
DANCE = Club(
    email="tanz@drehmoment-koeln.example", name="Drehmoment Nippes", kind="initiative",
    street="Walzerweg 2", place="50733 Köln", contact="Yara Schritt",
    title="Tänze aus aller Welt",
    description="An vier Abenden zeigen sich Nachbarn gegenseitig ihre Tänze.",
    code="2", values=_gatherings("4", "250,00"), amount=Decimal(1000),
)  # fmt: skip
