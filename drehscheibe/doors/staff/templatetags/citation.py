"""What a finding or an amount rests on, in words: the domain cites with short codes."""

from django import template

register = template.Library()

SOURCES = {
    "R12": "Richtlinie 2012",
    "R17": "Richtlinie 2017",
    "R18": "Richtlinie 2018",
    "R20": "Richtlinie 2020",
    "R23": "Richtlinie 2023",
    "R25": "Richtlinie 2025",
    "K17": "KOMM-AN-Richtlinie 2017",
    "K19": "KOMM-AN-Berichtigung 2019",
    "K22": "KOMM-AN-Änderung 2022",
    "KDVZ": "Online-Formular der kdvz",
    "STN": "Stellungnahme 16/3730",
    "LAKI": "Landesweite Koordinierungsstelle",
    "ANBEST": "ANBest",
    "B25": "Bezirksregierung Arnsberg 2025",
    "F26": "Förderportal 2026",
}
CONFIDENCE = {"V": "", "S": "", "D": "hergeleitet", "A": "angenommen"}


@register.filter
def cited(basis: str) -> str:
    """A basis as a clerk reads it: sources by name, doubt as a word.

    >>> cited("Nr. 5.4.1, R23, V")
    'Nr. 5.4.1, Richtlinie 2023'
    >>> cited("R23, A")
    'Richtlinie 2023, angenommen'
    """
    words = [CONFIDENCE.get(part, SOURCES.get(part, part)) for part in str(basis).split(", ")]
    return ", ".join(word for word in words if word)


@register.filter
def numbered(rule: str) -> str:
    """The number of a rule that has one in the collection; checks of our own have none.

    >>> numbered("F18"), numbered("K10"), numbered("M-COST")
    ('Regel F18', 'Regel K10', '')
    """
    return f"Regel {rule}" if rule[:1] in {"F", "K"} and rule[1:].isdigit() else ""
