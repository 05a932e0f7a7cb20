"""Invented people at real places: who can sign in, and what each of them can do."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.hashers import make_password

from drehscheibe.kernel.access.demonstration import give_second_factor
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Account, Membership, Person

PASSWORD = "Drehscheibe-Demo-2026"  # noqa: S105 – known to all, for invented people only
SINCE = date(2012, 2, 24)
WARENDORF, COLOGNE, DUESSELDORF = "05570", "05315", "05111"
People = dict[str, Person]


@dataclass(frozen=True)
class Cast:
    """One invented person with a role; `place` is an organisation's code."""

    email: str
    given_name: str
    family_name: str
    role: str
    place: str


CAST = (
    Cast("fachkraft@warendorf.example", "Samira", "Talweg", "specialist", f"ki-{WARENDORF}"),
    Cast("leitung@warendorf.example", "Jannis", "Birkhorst", "head", f"ki-{WARENDORF}"),
    Cast("traeger@warendorf.example", "Wiebke", "Lohmar", "carrier", f"traeger-{WARENDORF}"),
    Cast("verwaltung@warendorf.example", "Onur", "Feldkamp", "centre_admin", f"ki-{WARENDORF}"),
    Cast("fachkraft@koeln.example", "Milena", "Stadler", "specialist", f"ki-{COLOGNE}"),
    Cast("leitung@koeln.example", "Tarik", "Rheinfeld", "head", f"ki-{COLOGNE}"),
    Cast("traeger@koeln.example", "Ulla", "Domgasse", "carrier", f"traeger-{COLOGNE}"),
    Cast("sachbearbeitung@behoerde.example", "Henrike", "Ruhrmann", "authority_officer",
         "bewilligungsbehoerde"),
    Cast("zeichnung@behoerde.example", "Bastian", "Kahlberg", "authority_approver",
         "bewilligungsbehoerde"),
    Cast("beratung@koordinierung.example", "Leyla", "Ostwald", "coordination",
         "koordinierungsstelle"),
    Cast("integration@ministerium.example", "Vera", "Haldern", "ministry_integration",
         "ministerium-integration"),
    Cast("schule@ministerium.example", "Piet", "Wandrath", "ministry_school",
         "ministerium-schule"),
    Cast("gast@hochschule.example", "Ruth", "Lindental", "guest", "hochschule"),
    Cast("betrieb@plattform.example", "Kim", "Serverin", "operator", "betrieb"),
)  # fmt: skip
"""Every role once at least."""
SECONDS = (
    Cast("kasse@warendorf.example", "Gesa", "Hambrink", "carrier", f"traeger-{WARENDORF}"),
    Cast("kasse@koeln.example", "Edgar", "Severin", "carrier", f"traeger-{COLOGNE}"),
    Cast("fachkraft@duesseldorf.example", "Noemi", "Altmark", "specialist", f"ki-{DUESSELDORF}"),
    Cast("leitung@duesseldorf.example", "Falk", "Rather", "head", f"ki-{DUESSELDORF}"),
    Cast("traeger@duesseldorf.example", "Ines", "Bilker", "carrier", f"traeger-{DUESSELDORF}"),
    Cast("kasse@duesseldorf.example", "Samuel", "Gerres", "carrier", f"traeger-{DUESSELDORF}"),
    Cast(
        "wegweiser@koordinierung.example",
        "Amir",
        "Hollstein",
        "coordination",
        "koordinierungsstelle",
    ),
)
"""Second persons for four eyes, and a third centre."""
EVERYBODY = CAST + SECONDS
CAN_DO = {
    "fachkraft": "schreibt Anträge und Nachweise, prüft Anträge von Vereinen",
    "leitung": "zeichnet mit, entscheidet über Anträge von Vereinen",
    "traeger": "reicht ein, ruft Mittel ab, bereitet Zahlungsläufe vor",
    "kasse": "zweite Person des Trägers, gibt Zahlungsläufe frei",
    "verwaltung": "liest mit",
    "sachbearbeitung": "prüft, hört an, bereitet Bescheide und Zahlungsläufe vor",
    "zeichnung": "zeichnet Bescheide, gibt Abrufe und Zahlungsläufe frei",
    "beratung": "sieht alle Anträge, berät",
    "wegweiser": "zweite Person der Koordinierungsstelle, prüft gemeinsame Seiten",
    "integration": "sieht Zahlen und Verfahren",
    "schule": "sieht Zahlen und Verfahren",
    "gast": "kommt von außerhalb in eine Gruppe",
    "betrieb": "Konten, Protokoll",
}
"""By what stands before the @, for those who try the demonstration."""
DOMAINS = ("warendorf.example", "koeln.example", "duesseldorf.example", "behoerde.example",
           "koordinierung.example", "ministerium.example", "hochschule.example",
           "plattform.example")  # fmt: skip


def people(*, at: datetime) -> People:
    """Everybody by address, with account, second factor and membership."""
    Organisation.objects.get_or_create(
        code="hochschule",
        defaults={
            "name": "Hochschule Musterstadt",
            "kind": Organisation.Kind.ASSOCIATION,
        },
    )
    sealed = make_password(PASSWORD)  # once for all of them: each takes a third of a second
    return {each.email: _person(each, sealed, at=at) for each in EVERYBODY}


def _person(cast: Cast, sealed: str, *, at: datetime) -> Person:
    account = Account.objects.select_related("person").filter(email=cast.email).first()
    if account is not None:
        return account.person
    person = Person.objects.create(
        given_name=cast.given_name, family_name=cast.family_name, email=cast.email
    )
    account = Account(person=person, email=cast.email, invited_at=at, password=sealed)
    account.save()
    Membership.objects.create(
        person=person,
        organisation=Organisation.objects.get(code=cast.place),
        role=cast.role,
        valid_from=SINCE,
    )
    give_second_factor(account)
    return person


def sign_ins() -> list[str]:
    """Who can sign in, by organisation."""
    lines, before = [], ""
    for each in sorted(EVERYBODY, key=_place_in_the_list):
        name, _, domain = each.email.partition("@")
        lines += [""] if domain != before else []
        lines.append(f"  {each.email:34} {CAN_DO[name]}")
        before = domain
    return lines


def _place_in_the_list(cast: Cast) -> tuple[int, int]:
    name, _, domain = cast.email.partition("@")
    return DOMAINS.index(domain), list(CAN_DO).index(name)
