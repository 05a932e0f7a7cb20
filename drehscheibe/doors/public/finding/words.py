"""Kinds of what is found, in the words of the reader's language."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from drehscheibe.domain.finding.models import SearchDocument

Kind = SearchDocument.Kind
KINDS: dict[str, str | Promise] = {
    Kind.COURSE: _("Deutschkurse"),
    Kind.GUIDE: _("Wegweiser"),
    Kind.EVENT: _("Veranstaltungen"),
    Kind.ACTOR: _("Hilfe vor Ort"),
    Kind.CENTRE: _("Kommunale Integrationszentren"),
}
