"""What several pages of the directory share."""

from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.directory import permissions as may
from drehscheibe.domain.directory.alike import alike
from drehscheibe.domain.directory.comparing import (
    changes,
    language_words,
    offer_changes,
    place_words,
)
from drehscheibe.domain.directory.models import Actor, ActorRevision
from drehscheibe.domain.directory.refusals import DirectoryRefused
from drehscheibe.domain.directory.selectors import centres_of
from drehscheibe.domain.directory.shown import is_stale
from drehscheibe.doors.staff.directory.forms import CloseForm, LinkForm
from drehscheibe.doors.staff.pages import StaffRequest
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.permissions.reach import allows, within_reach
from drehscheibe.kernel.territory.models import Municipality

UNFIT = 422
PER_PAGE = 25


def actor_or_404(request: StaffRequest, pk: int) -> Actor:
    """One the person may read."""
    rows = within_reach(Actor.objects.all(), may.READ, may.READ_ALL, standing=request.standing)
    return get_object_or_404(
        rows.select_related("kind", "municipality", "centre__organisation"), pk=pk
    )


def chosen_centre(request: StaffRequest) -> Centre | None:
    """The centre the person enters actors for: the only one, or that of the address.

    None where there are several and none is chosen yet; one out of reach is 404.
    """
    rows = centres_of(request.standing)
    asked = request.GET.get("zentrum", "")
    if asked:
        known = int(asked) if asked.isdecimal() and len(asked) < 9 else 0
        return get_object_or_404(rows, pk=known)
    few = list(rows[:2])
    if not few:
        raise Http404
    return few[0] if len(few) == 1 else None


def choice_of_centre(request: StaffRequest, title: str) -> HttpResponse:
    """Which centre it is for, for people of several."""
    context = {
        "centres": centres_of(request.standing), "title": title, "trail": trail_of((title, "")),
    }  # fmt: skip
    return render_page(request, "staff/directory/centre_choice.html", context)


def towns_of(centre: int) -> QuerySet[Municipality]:
    """Where a centre serves."""
    return Municipality.objects.filter(served_by__centre=centre).order_by("name")


def refuse(form: forms.BaseForm, refusal: DirectoryRefused) -> None:
    """At the field, or above the form."""
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))


def trail_of(*more: tuple[str, str]) -> list[tuple[str, str]]:
    """From the list to here."""
    return [("Akteure", reverse("staff:directory:actor_list") if more else ""), *more]


def detail_page(
    request: StaffRequest, actor: Actor, refused: str = "", *, link: LinkForm | None = None,
    closing: CloseForm | None = None,
) -> HttpResponse:  # fmt: skip
    """The page of an actor; what was refused stands above."""
    rows = list(actor.revisions.prefetch_related("places__openings").order_by("-number")[:10])
    shown = next((each for each in rows if each.shown), None)
    waiting = next((each for each in rows if each.standing == "open"), None)
    may_keep = allows(request.person, may.KEEP, actor, on=request.today)
    last = actor.links.first() if may_keep else None
    mail = last.email if last else (shown.email if shown else "")
    context = {
        "actor": actor, "shown": shown, "waiting": waiting, "revisions": rows,
        "name": _name(shown, rows), "stale": is_stale(actor, on=request.today),
        "places": _places(request, actor, shown) if shown else [],
        "languages": language_words(shown.languages) if shown else "",
        "changes": [*changes(shown, waiting), *offer_changes(waiting)] if waiting else [],
        "alike": _alike(actor, waiting.name) if waiting else [],
        "services": actor.services.select_related("topic"),
        "hints": actor.hints.filter(settled_at=None) if may_keep else [],
        "links": actor.links.all()[:5] if may_keep else [],
        "link_form": link or LinkForm(initial={"email": mail}),
        "closing": closing or CloseForm(), "refused": refused, "may_keep": may_keep,
        "may_clear": allows(request.person, may.CLEAR, actor, on=request.today),
        "now": request.now, "trail": trail_of((_name(shown, rows), "")),
    }  # fmt: skip
    wrong = refused or (link and link.errors) or (closing and closing.errors)
    template = "staff/directory/actor_detail.html"
    return render_page(request, template, context, status=UNFIT if wrong else 200)


def _places(request: StaffRequest, actor: Actor, shown: ActorRevision) -> list[str]:
    """In words; of an actor at risk only the town leaves its centre."""
    rows = list(shown.places.all())
    if actor.at_risk and not allows(request.person, may.READ, actor, on=request.today):
        return [actor.municipality.name] if actor.municipality else []
    return [place_words(each) for each in rows]


def _alike(actor: Actor, name: str) -> list[str]:
    return alike(name, centre=actor.centre_id, but=actor.pk, near=actor.municipality)


def _name(shown: ActorRevision | None, rows: list[ActorRevision]) -> str:
    if shown is not None:
        return shown.name
    return rows[0].name if rows else "ohne Namen"
