"""From one to another in the language of the page.

A dash between two figures is read either way where writing runs from the right: words say it there.
"""

from django.utils.translation import gettext


def hours_between(first: str, last: str) -> str:
    """Two times: „09:00–12:00“."""
    return gettext("%(first)s–%(last)s") % {"first": first, "last": last}


def from_to(first: str, last: str) -> str:
    """Two days or levels: „01.09.2026 – 18.12.2026“."""
    return gettext("%(first)s – %(last)s") % {"first": first, "last": last}
