"""One actor: its relations, and what would be without it; a wording waits on its own page."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from drehscheibe.domain.directory import permissions as directory
from drehscheibe.domain.directory.models import Actor
from drehscheibe.domain.network import permissions as may
from drehscheibe.domain.network import relating
from drehscheibe.domain.network.kinds import Kind, kinds_on
from drehscheibe.domain.network.models import Relation
from drehscheibe.domain.network.refusals import NetworkRefused
from drehscheibe.domain.network.seeing import Network, Wish, network_of
from drehscheibe.domain.network.steering import without
from drehscheibe.doors.staff.network.forms import EndForm, RelationForm
from drehscheibe.doors.staff.network.views import trail_of
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.language.lines import one_line
from drehscheibe.kernel.permissions.reach import allows, check

UNFIT = 422


@staff_page(directory.READ, directory.READ_ALL)
def actor_detail(request: StaffRequest, actor: int) -> HttpResponse:
    """Its page; what is sent goes to `actor_act`."""
    found, row = _seen(request, actor)
    form = RelationForm(network=found, actor=actor, on=request.today)
    return _detail(request, found, row, (form, EndForm()))


@staff_page(may.RELATE)
@require_POST
def actor_act(request: StaffRequest, actor: int) -> HttpResponse:
    """One of the acts below; what is refused is told on the page of the actor."""
    found, row = _seen(request, actor)
    check(request.person, may.RELATE, row, on=request.today)
    act = request.POST.get("act", "")
    form = RelationForm(
        request.POST if act == "relate" else None, network=found, actor=actor, on=request.today
    )
    ending = EndForm(request.POST if act == "end" else None)
    try:
        if _act(request, row, form, ending):
            return redirect("staff:network:actor_detail", actor)
    except NetworkRefused as refusal:
        return _detail(request, found, row, (form, ending), str(refusal))
    return _detail(request, found, row, (form, ending))


def _seen(request: StaffRequest, actor: int) -> tuple[Network, Actor]:
    """The network somebody sees, and an actor in it."""
    found = network_of(request.standing, Wish(request.today))
    if actor not in found.by_pk:
        raise Http404
    return found, get_object_or_404(Actor, pk=actor)


def _detail(
    request: StaffRequest, found: Network, row: Actor, forms: tuple[RelationForm, EndForm],
    refused: str = "",
) -> HttpResponse:  # fmt: skip
    form, ending = forms
    context = {
        "node": found.by_pk[row.pk], "relations": _relations(found, row.pk, request),
        "rejected": _rejected(found, row), "waits": row.revisions.filter(standing="open").exists(),
        "may_clear": allows(request.person, directory.CLEAR, row, on=request.today),
        "may_relate": allows(request.person, may.RELATE, row, on=request.today),
        "loss": without(found, row.pk), "form": form, "ending": ending,
        "refused": refused, "trail": trail_of((found.by_pk[row.pk].name, "")),
    }  # fmt: skip
    status = UNFIT if refused or form.errors or ending.errors else 200
    return render_page(request, "staff/network/actor_detail.html", context, status=status)


@dataclass(frozen=True)
class Row:
    """A relation as one of its sides reads it."""

    relation: Relation
    name: str
    other: int
    words: str
    waits: str
    """For whom: "" nobody, "here" this person, "else" somebody else."""


def _relations(found: Network, actor: int, request: StaffRequest) -> list[Row]:
    """Those of today and later, the other actor by name; which wait for this person's word."""
    kinds = kinds_on(request.today)
    of_it = Relation.objects.filter(Q(from_actor=actor) | Q(to_actor=actor), rejected_at=None)
    rows = []
    for each in of_it.exclude(until__lt=request.today).order_by("pk"):
        out = each.from_actor_id == actor
        other = found.by_pk.get(each.to_actor_id if out else each.from_actor_id)
        if other is None:
            continue
        kind = kinds.get(each.kind, Kind(each.kind, each.kind, mutual=False))
        words = kind.label if out or each.mutual else f"{kind.label} (von dort)"
        rows.append(Row(each, other.name, other.pk, words, _waits(each, request, out=out)))
    return rows


def _waits(relation: Relation, request: StaffRequest, *, out: bool) -> str:
    """Nobody confirms what they said; a derived one waits for the first yes of either side."""
    if relation.confirmed_at is not None:
        return ""
    if relation.asserted_by_id == request.person.pk:
        return "else"
    unsaid = relation.source == Relation.Source.DERIVED and relation.asserted_by_id is None
    return "here" if unsaid or not out else "else"


def _rejected(found: Network, actor: Actor) -> list[tuple[str, Relation]]:
    """What was said not to be so: kept, and shown to those who keep the actor."""
    rows = (actor.relations_out.all() | actor.relations_in.all()).exclude(rejected_at=None)
    pairs = [
        (each.to_actor_id if each.from_actor_id == actor.pk else each.from_actor_id, each)
        for each in rows.order_by("-rejected_at", "-pk")[:20]
    ]
    return [(found.by_pk[other].name, each) for other, each in pairs if other in found.by_pk]


def _act(request: StaffRequest, actor: Actor, form: RelationForm, ending: EndForm) -> bool:
    """Take the step; whether the page may be left."""
    who: dict[str, Any] = {"by": request.person, "at": request.now}
    act = request.POST.get("act", "")
    if act == "relate" and form.is_valid():
        to = get_object_or_404(Actor, pk=form.cleaned_data["to"])
        relating.relate(actor=actor, to=to, said=form.said(), **who)
        messages.success(
            request, "Eingetragen. Öffentlich wird es, wenn die andere Seite bestätigt."
        )
        return True
    if act == "confirm":
        said = relating.confirm(relation=_relation(actor, request.POST.get("relation", "")), **who)
        messages.success(
            request,
            "Die Beziehung ist bestätigt." if said.confirmed_at
            else "Notiert. Öffentlich wird es, wenn eine zweite Person es bestätigt.",
        )  # fmt: skip
        return True
    if act == "reject":
        relating.reject(
            relation=_relation(actor, request.POST.get("relation", "")),
            reason=one_line(request.POST.get("reason", "")), **who,
        )  # fmt: skip
        messages.success(
            request, "Abgelehnt. Sie wird nicht mehr gezeigt und nicht neu abgeleitet."
        )
        return True
    if act == "end" and ending.is_valid():
        typed = ending.cleaned_data
        relating.end(
            relation=_relation(actor, str(typed["relation"])), last_day=typed["last_day"],
            reason=typed["reason"], **who,
        )  # fmt: skip
        messages.success(request, "Die Beziehung endet an diesem Tag.")
        return True
    return False


def _relation(actor: Actor, typed: str) -> Relation:
    if not (typed.isdecimal() and len(typed) < 16):
        raise Http404
    rows = actor.relations_in.all() | actor.relations_out.all()
    return get_object_or_404(rows, pk=int(typed))
