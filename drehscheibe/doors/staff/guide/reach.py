"""What the pages of the guide share: rows within reach, trails, badges, refusals."""

from collections.abc import Collection

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from drehscheibe.domain.guide import permissions as may
from drehscheibe.domain.guide.further import further
from drehscheibe.domain.guide.models import Edition, EditionIs, Page, Section
from drehscheibe.domain.guide.models.text import GERMAN
from drehscheibe.domain.guide.refusals import GuideRefused
from drehscheibe.domain.guide.states import State
from drehscheibe.domain.guide.tree import Guide, houses_of
from drehscheibe.domain.guide.working import guides_of, pages_for, titles_of
from drehscheibe.doors.staff.pages import StaffRequest
from drehscheibe.kernel.language.tongues import Tongue, tongue
from drehscheibe.kernel.permissions.declarations import Permission
from drehscheibe.kernel.permissions.reach import within_reach
from drehscheibe.kernel.workflow.refusals import TransitionRefused

REFUSALS = (GuideRefused, TransitionRefused)
FOLDER = "staff/guide"
LIST = ("Wegweiser", "staff:guide:page_list")
UNFIT = 422
BADGES = {
    EditionIs.DRAFT: ("neutral", "in Arbeit"),
    EditionIs.REVIEW: ("info", "zur Prüfung"),
    EditionIs.PUBLISHED: ("success", "veröffentlicht"),
    EditionIs.WITHDRAWN: ("warning", "zurückgezogen"),
}
STATE_BADGES = {
    State.CURRENT: "success", State.REVIEWED: "success", State.MACHINE: "warning",
    State.IN_TRANSLATION: "info", State.OUTDATED: "warning", State.MISSING: "neutral",
}  # fmt: skip
NAMES = {"de-simple": "Leichte Sprache", "ku": "Kurdisch (Kurmandschi)"}
"""Where the interface means something narrower than the table of languages."""
Trail = list[tuple[str, str]]


def languages(*more: str) -> list[tuple[str, str]]:
    """The languages every guide is translated into, and `more` of its own, by German names."""
    codes = [code for code, _ in settings.LANGUAGES if code != GERMAN]
    return [(code, german_name(code)) for code in (*codes, *more)]


def to_begin(begun: Collection[str]) -> list[tuple[str, str]]:
    """Further languages one may begin, by their German names."""
    found = [(tag, each.german_name) for tag, each in further().items() if tag not in begun]
    return sorted(found, key=lambda each: each[1])


def german_name(code: str) -> str:
    """Of a language of the guide."""
    known: Tongue | None = tongue(code)
    return NAMES.get(code) or (known.german_name if known else code)


def language_or_404(code: str, *, german: bool = True) -> str:
    """A language of the guide."""
    if (german and code == GERMAN) or code in dict(languages()) or code in further():
        return code
    raise Http404


def page_or_404(request: StaffRequest, pk: int, *permissions: Permission) -> Page:
    """A page the person keeps."""
    return get_object_or_404(pages_for(request.standing, *permissions), pk=pk)


def section_or_404(request: StaffRequest, pk: int) -> Section:
    """A section of a page the person keeps."""
    pages = pages_for(request.standing, may.KEEP).values("pk")
    rows = Section.objects.select_related("page__centre", "page__keeper", "page__source")
    return get_object_or_404(rows, pk=pk, page__in=pages)


def edition_or_404(request: StaffRequest, page: Page, language: str) -> Edition:
    """The texts of the page in a language, once somebody wrote there."""
    return get_object_or_404(
        page.editions.select_related("page__centre", "page__keeper"), language=language
    )


def may_publish(request: StaffRequest, edition: Edition) -> bool:
    """Whether the person is one of those who publish there."""
    rows = Edition.objects.filter(pk=edition.pk)
    return within_reach(rows, may.PUBLISH, standing=request.standing).exists()


def guide_or_404(request: StaffRequest, permission: Permission = may.READ) -> Guide:
    """The guide asked for by `?wegweiser=`, or the first the person keeps."""
    return chosen(request, guides_of(request.standing, permission))


def chosen(request: StaffRequest, own: list[Guide]) -> Guide:
    """One of these."""
    asked = request.GET.get("wegweiser", "")
    found = next((each for each in own if guide_key(each) == asked), own[0] if own else None)
    if found is None:
        raise PermissionDenied("Sie pflegen keinen Wegweiser.")
    return found


def keeps_guide(request: StaffRequest, guide: Guide, permission: Permission = may.KEEP) -> bool:
    """Whether the person may change the guide."""
    return bool(houses_of(guide) & set(request.standing.organisations_with(permission)))


def guide_key(guide: Guide) -> str:
    """As addresses name it."""
    return guide.centre.key if guide.centre else "land"


def guide_name(guide: Guide) -> str:
    """As people name it."""
    return guide.centre.area_name if guide.centre else "Gemeinsamer Wegweiser"


def title_of(page: Page) -> str:
    """In German, as its keepers know it."""
    return titles_of([page])[page.pk]


def trail(page: Page | None = None, *more: tuple[str, str]) -> Trail:
    """From the list to here."""
    way = [(LIST[0], reverse(LIST[1]))]
    if page is not None:
        way.append((title_of(page), reverse("staff:guide:page_detail", args=[page.pk])))
    return [*way, *more]


def refuse(form: Form, refusal: Exception) -> None:
    """At the field the refusal names, else above the form."""
    field = getattr(refusal, "field", "")
    form.add_error(field if field in form.fields else None, str(refusal))


def say(request: StaffRequest, refusal: Exception) -> None:
    """On the page that follows."""
    messages.error(request, str(refusal))
