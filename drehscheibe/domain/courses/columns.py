"""What a column of a provider's list of courses can mean, and the words its cells may hold."""

from drehscheibe.domain.courses.models import CourseOffer
from drehscheibe.kernel.tables.matching import Meaning

MEANINGS = {
    each.key: each
    for each in (
        Meaning("number", "Kursnummer", ("nummer", "kurs nr", "kurs id", "nr", "kennung"),
                "code"),
        Meaning("title", "Titel", ("kurs", "kurstitel", "bezeichnung", "kursname", "name")),
        Meaning("kind", "Kursart", ("art", "kurstyp", "typ")),
        Meaning("funding", "Wer bezahlt", ("förderung", "finanzierung", "kostenträger")),
        Meaning("level_from", "Vorwissen", ("niveau von", "von niveau", "eingangsniveau", "von")),
        Meaning("level_to", "Ziel", ("niveau bis", "bis niveau", "zielniveau", "niveau", "bis")),
        Meaning("script", "Schrift", ("alphabetisierung", "alpha", "zweitschrift")),
        Meaning("starts_on", "erster Tag", ("beginn", "start", "kursbeginn", "startdatum"), "day"),
        Meaning("ends_on", "letzter Tag", ("ende", "kursende", "enddatum"), "day"),
        Meaning("entry", "Einstieg", ("einstieg jederzeit", "laufender einstieg", "quereinstieg")),
        Meaning("apply_by", "Anmelden bis", ("anmeldeschluss", "anmeldefrist"), "day"),
        Meaning("days", "Tage", ("wochentage", "wochentag", "tag", "kurstage")),
        Meaning("hours", "Uhrzeit", ("uhrzeiten", "zeit", "zeiten", "von bis", "kurszeit")),
        Meaning("time_from", "Uhrzeit von", ("uhrzeit beginn", "beginn uhrzeit", "uhr von",
                "zeit von", "startzeit", "anfangszeit", "uhrzeit ab")),
        Meaning("time_to", "Uhrzeit bis", ("uhrzeit ende", "ende uhrzeit", "uhr bis",
                "zeit bis", "endzeit")),
        Meaning("town", "Ort", ("stadt", "gemeinde", "kursort", "stadtteil")),
        Meaning("street", "Straße", ("straße und hausnummer", "anschrift", "adresse")),
        Meaning("postcode", "Postleitzahl", ("plz",), "code"),
        Meaning("mode", "Durchführung", ("format", "online", "präsenz online")),
        Meaning("childcare", "Kinderbetreuung", ("betreuung", "kinder")),
        Meaning("women_only", "nur für Frauen", ("frauen", "frauenkurs")),
        Meaning("step_free", "stufenlos", ("barrierefrei", "rollstuhl", "aufzug")),
        Meaning("units", "Unterrichtsstunden", ("ue", "ue gesamt", "stunden"), "number"),
        Meaning("units_a_week", "Stunden je Woche", ("ue woche", "ue je woche"), "number"),
        Meaning("seats_max", "Plätze", ("plätze gesamt", "kapazität", "tn max"), "number"),
        Meaning("seats_booked", "davon belegt", ("belegt", "belegte plätze", "anmeldungen"),
                "number"),
        Meaning("fee", "Kosten", ("gebühr", "preis", "beitrag", "entgelt")),
        Meaning("eligibility", "Wer teilnehmen kann", ("voraussetzung", "zielgruppe")),
        Meaning("exam", "Prüfung", ("abschluss", "zertifikat", "prüfung am ende")),
        Meaning("phone", "Telefon", ("tel", "rufnummer", "telefon anmeldung"), "phone"),
        Meaning("email", "E-Mail", ("mail", "e mail adresse")),
    )
}  # fmt: skip
NEEDED = ("title", "level_to", "starts_on")
"""Without these columns no row is a course."""
O = CourseOffer  # noqa: E741 – short beside its words
CHOICES: dict[str, dict[str, str]] = {
    "kind": {
        **{label.casefold(): value for value, label in O.Kind.choices},
        "allgemeiner integrationskurs": O.Kind.GENERAL, "bsk": O.Kind.VOCATIONAL,
        "alpha": O.Kind.LITERACY, "eok": O.Kind.FIRST, "erstorientierung": O.Kind.FIRST,
    },
    "funding": {
        **{label.casefold(): value for value, label in O.Funding.choices},
        "bamf": O.Funding.FEDERAL, "bund": O.Funding.FEDERAL, "land nrw": O.Funding.LAND,
        "stadt": O.Funding.MUNICIPAL, "kreis": O.Funding.MUNICIPAL,
        "selbstzahler": O.Funding.SELF, "spende": O.Funding.OTHER,
    },
    "script": {
        "": O.Script.NONE, "nein": O.Script.NONE, "keine": O.Script.NONE,
        "ja": O.Script.LATIN, "alphabetisierung": O.Script.LATIN, "alpha": O.Script.LATIN,
        "zweitschrift": O.Script.SECOND,
    },
    "mode": {
        **{label.casefold(): value for value, label in O.Mode.choices}, "": O.Mode.ONSITE,
        "präsenz": O.Mode.ONSITE, "nein": O.Mode.ONSITE, "ja": O.Mode.ONLINE,
        "hybrid": O.Mode.HYBRID,
    },
    "entry": {
        "": O.Entry.FIXED, "fest": O.Entry.FIXED, "nein": O.Entry.FIXED, "ja": O.Entry.ROLLING,
        "jederzeit": O.Entry.ROLLING, "laufend": O.Entry.ROLLING,
        "einstieg jederzeit": O.Entry.ROLLING,
    },
    "childcare": {
        **{label.casefold(): value for value, label in O.Childcare.choices},
        "": O.Childcare.NONE, "nein": O.Childcare.NONE, "ja": O.Childcare.ONSITE,
        "vermittelt": O.Childcare.ARRANGED,
    },
}  # fmt: skip
