"""The way back to the start, as the breadcrumb prints it."""

from django.urls import reverse
from django.utils.translation import gettext as _

Trail = list[tuple[str, str]]


def trail_to(here: str, *between: tuple[str, str]) -> Trail:
    """Start page, the pages between, this page."""
    return [(_("Startseite"), reverse("public:start")), *between, (here, "")]


def trail_to_centre(here: str, *between: tuple[str, str]) -> Trail:
    """As `trail_to`, below the list of all centres."""
    return trail_to(here, (_("Alle Zentren"), reverse("public:centres")), *between)
