"""Words of the network that have translations: of its data files and of the pictures."""

from django.utils.translation import gettext_lazy as _

KINDS = (
    _("arbeitet zusammen mit"), _("fördert"), _("verweist an"),
    _("trägt gemeinsam ein Angebot mit"), _("ist Mitglied von"),
)  # fmt: skip
"""Labels of `network/data/relation_kinds_*.toml`."""
PICTURES = (
    _("Akteure: %(actors)s, Beziehungen: %(relations)s; dasselbe als Tabelle unten"),
    _("%(name)s, %(kind)s, %(degree)s verbunden"),
    _("Karte, Akteure: %(actors)s; dasselbe als Tabelle unten"),
    _("%(number)s Akteure in %(town)s:"), _("und %(number)s weitere"),
)  # fmt: skip
"""What `network/pictures` says."""
VIEWS = {"bild": _("Bild"), "karte": _("Karte"), "tabelle": _("Tabelle")}
