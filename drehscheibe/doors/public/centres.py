"""The list of all centres and the page of each."""

from urllib.parse import quote

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from drehscheibe.domain.centres.concept.selectors import published_concepts
from drehscheibe.domain.centres.models.register import Centre, FieldOfAction
from drehscheibe.domain.centres.selectors import all_centres, centre_page
from drehscheibe.domain.forwarding.third_party.calls import open_calls
from drehscheibe.doors.public.entries import centre_url, contact_of
from drehscheibe.doors.public.founding import founding_entries
from drehscheibe.doors.public.structured import element, government_organization
from drehscheibe.doors.public.trails import trail_to, trail_to_centre
from drehscheibe.doors.public.typing_in import typed
from drehscheibe.doors.public.words import CONCEPT
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.documents.downloads import download_response

BLOCKS: dict[str, str | Promise] = {
    "kontakt": _("Kontakt und Anschrift"),
    "aufgaben": _("Wobei das Zentrum hilft"),
    "gemeinden": _("Städte und Gemeinden"),
    "konzept": _("Integrationskonzept"),
    "zahlen": _("Zahlen"),
    "geschichte": _("Geschichte"),
}
"""The parts of a centre's page, each with its own „Diese Angabe stimmt nicht“."""


def centre_list(request: HttpRequest) -> HttpResponse:
    """All centres in one table, or those with a task, with the ways out to spreadsheets."""
    key = typed(request.GET, "aufgabe")
    task = get_object_or_404(FieldOfAction, pk=key) if key else None
    entries = [
        {"centre": centre, "url": centre_url(centre), "contact": contact_of(centre)}
        for centre in (all_centres().filter(fields_of_action=task) if task else all_centres())
    ]
    context = {
        "entries": entries,
        "task": gettext(task.label) if task else "",
        "trail": trail_to(gettext("Alle Zentren")),
    }
    return render_page(request, "public/centres.html", context)


def centre_detail(request: HttpRequest, key: str, slug: str = "") -> HttpResponse:
    """Everything known about one centre; what nobody knows is said to be unknown."""
    centre = known_centre(key)
    if slug != centre.slug:
        return HttpResponsePermanentRedirect(centre_url(centre))
    today, contact = timezone.localdate(), contact_of(centre)
    address = request.build_absolute_uri(request.path)
    context = {
        "centre": centre,
        "contact": contact,
        "structured": element(government_organization(centre, contact, address)),
        "concepts": [(concept, *CONCEPT[concept.status]) for concept in published_concepts(centre)],
        "calls": open_calls(on=today, centre=centre),
        "today": today,
        "founding": founding_entries(centre.founding_facts.all()),
        "trail": trail_to_centre(centre.area_name),
    }
    return render_page(request, "public/centre.html", context)


def correction(request: HttpRequest, key: str) -> HttpResponse:
    """Whom to tell that something is wrong; works without a login."""
    centre = known_centre(key)
    block = BLOCKS.get(request.GET.get("angabe", ""), "")
    with translation.override("de"):  # who reads the mail reads German
        subject = f"Hinweis zu {centre.organisation.name}: {block}".rstrip(": ")
    context = {
        "centre": centre,
        "centre_url": centre_url(centre),
        "contact": contact_of(centre),
        "part": block,
        "subject": quote(subject),
        "trail": trail_to_centre(gettext("Hinweis"), (centre.area_name, centre_url(centre))),
        "operator": settings.DREHSCHEIBE_OPERATOR,
    }
    return render_page(request, "public/correction.html", context)


def concept_file(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """The file of a concept that a council decided in public."""
    concept = get_object_or_404(published_concepts(known_centre(key)), pk=pk)
    if concept.document is None:
        raise Http404
    return download_response(concept.document)


def known_centre(key: str) -> Centre:
    """The centre with this key, or the page that says there is none."""
    if not key.isdecimal():
        raise Http404  # the database would not even read some signs, such as NUL
    try:
        return centre_page(key)
    except Centre.DoesNotExist as error:
        raise Http404 from error
