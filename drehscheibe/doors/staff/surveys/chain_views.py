"""What became of an answer: survey → group → paper → training → use, linked and told."""

from collections.abc import Mapping

from django.contrib import messages
from django.db.models import Model
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from drehscheibe.domain.qualification.models import Event
from drehscheibe.domain.surveys import permissions as may
from drehscheibe.domain.surveys import provenance
from drehscheibe.domain.surveys.models import ProvenanceLink, Survey
from drehscheibe.domain.surveys.provenance import LABELS, Application, Node
from drehscheibe.domain.surveys.refusals import SurveyRefused
from drehscheibe.domain.surveys.unlinking import (
    ends_of,
    links_among,
    may_unlink,
    undone_among,
    unlink,
)
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.doors.staff.surveys.forms import LinkForm, ReasonForm, UseForm
from drehscheibe.doors.staff.surveys.ways import UNFIT, refuse, survey_or_404, trail_of
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.organisations.models import Organisation

PAGES = {
    "survey": "staff:surveys:survey_results", "group": "staff:groups:group_detail",
    "paper": "staff:groups:paper_detail",
    "training": "staff:events:event_detail",
}  # fmt: skip
TARGETS = ("group", "paper", "training", "survey")
KEPT = "Beides bleibt, nur die Verknüpfung geht. Der Grund bleibt unter der Kette lesbar."
USABLE = ("paper", "training", "group")


@staff_page(may.VIEW, may.KEEP)
def survey_chain(request: StaffRequest, pk: int) -> HttpResponse:
    """The chain; whoever asks or leads a group links, a centre tells how it is used."""
    survey = survey_or_404(request, pk)
    chain = _chain(request, survey)
    link, use = _forms(request, chain)
    keys = [(node.kind, node.pk) for node in chain]
    if request.method == "POST":
        done = _linked(request, link) if "target" in request.POST else _used(request, use)
        if done:
            messages.success(request, done)
            return redirect("staff:surveys:survey_chain", pk)
    context = {
        "survey": survey,
        "stages": _stages(chain, survey),
        "link": link,
        "use": use,
        "links": _loose(request, chain),
        "undone": undone_among(keys, request.standing),
        "trail": trail_of(survey, "Was daraus wurde"),
    }
    faulty = (link is not None and link.errors) or (use is not None and use.errors)
    status = UNFIT if faulty else 200
    return render_page(request, "staff/surveys/survey_chain.html", context, status=status)


@staff_page(may.VIEW, may.KEEP)
def chain_unlink(request: StaffRequest, pk: int, link: int) -> HttpResponse:
    """Undo one link of the survey's chain, with a reason."""
    survey = survey_or_404(request, pk)
    titles = {row.pk: words for row, words in _loose(request, _chain(request, survey))}
    if link not in titles:
        raise Http404
    back = reverse("staff:surveys:survey_chain", args=[pk])
    form = ReasonForm(request.POST if request.method == "POST" else None, hint=KEPT)
    if form.is_valid():
        try:
            unlink(
                link=ProvenanceLink(pk=link), reason=form.cleaned_data["reason"],
                by=request.person, at=request.now,
            )  # fmt: skip
        except SurveyRefused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "Die Verknüpfung ist gelöst.")
            return redirect(back)
    context = {
        "form": form, "title": "Verknüpfung lösen", "lead": f"{titles[link]}. {KEPT}",
        "button": "Lösen", "danger": True, "survey": survey,
        "trail": trail_of(survey, ("Was daraus wurde", back), "Verknüpfung lösen"),
    }  # fmt: skip
    status = UNFIT if form.errors else 200
    return render_page(request, "staff/surveys/act.html", context, status=status)


def _chain(request: StaffRequest, survey: Survey) -> list[Node]:
    return provenance.chain_of(survey, request.standing)


def _loose(request: StaffRequest, chain: list[Node]) -> list[tuple[ProvenanceLink, str]]:
    """The links the person may undo, in words; both ends are in sight."""
    known = {(node.kind, node.pk): f"{node.label} {node.title}" for node in chain if node.title}
    found = []
    for row in links_among(known):
        first, last = ends_of(row)
        if first in known and last in known and may_unlink(row, request.standing):
            found.append((row, f"{known[first]} → {known[last]}"))
    return found


def _forms(request: StaffRequest, chain: list[Node]) -> tuple[LinkForm | None, UseForm | None]:
    data = request.POST if request.method == "POST" else None
    linking = data is not None and "target" in data
    link = use = None
    if provenance.may_link(request.person, on=request.today):
        link = LinkForm(
            data if linking else None, sources=_named(chain, TARGETS), targets=_targets(request)
        )
    things = _named(chain, USABLE)
    if things and request.standing.organisations_with(may.EDIT):
        use = UseForm(None if linking else data, things=things)
    return link, use


def _named(chain: list[Node], kinds: tuple[str, ...]) -> list[tuple[str, str]]:
    return [
        (f"{node.kind}:{node.pk}", f"{node.label}: {node.title}")
        for node in chain
        if node.title and node.kind in kinds
    ]


def _targets(request: StaffRequest) -> list[tuple[str, list[tuple[str, str]]]]:
    found = []
    for kind in (each for each in TARGETS if each in provenance.kinds()):
        keys = provenance.candidates(kind, request.standing)
        titles = provenance.titles_of(keys, request.standing)
        rows = [(f"{kind}:{pk}", titles[kind, pk]) for _, pk in keys]
        found.append((LABELS[kind], rows))
    return [each for each in found if each[1]]


def _linked(request: StaffRequest, form: LinkForm | None) -> str:
    if form is None or not form.is_valid():
        return ""
    source, target = (_thing(request, form.cleaned_data[each]) for each in ("source", "target"))
    if source is None or target is None:
        form.add_error(None, "Das gibt es nicht mehr. Bitte wählen Sie neu.")
        return ""
    try:
        provenance.link(source=source, target=target, by=request.person, at=request.now)
    except SurveyRefused as refusal:
        refuse(form, refusal)
        return ""
    return "Die Verknüpfung steht."


def _used(request: StaffRequest, form: UseForm | None) -> str:
    if form is None or not form.is_valid():
        return ""
    given = form.cleaned_data
    thing = _thing(request, given["of"])
    if thing is None:
        form.add_error("of", "Das gibt es nicht mehr. Bitte wählen Sie neu.")
        return ""
    home = Organisation.objects.get(pk=request.standing.organisations_with(may.EDIT)[0])
    use = Application(home, given["text"], given["since"])
    try:
        provenance.tell_use(of=thing, use=use, by=request.person, at=request.now)
    except SurveyRefused as refusal:
        refuse(form, refusal)
        return ""
    return "Danke, Ihre Anwendung steht in der Kette."


def _thing(request: StaffRequest, key: str) -> Model | None:
    kind, _, pk = key.partition(":")
    return provenance.thing_of(kind, int(pk), request.standing) if pk.isdecimal() else None


def _stages(chain: list[Node], survey: Survey) -> list[tuple[str, list[tuple[Node, str, bool]]]]:
    """Each kind of thing with what there is of it, its address, and whether it is this survey."""
    events = [node.pk for node in chain if node.kind == "training"]
    numbers = dict(Event.objects.filter(pk__in=events).values_list("pk", "number"))
    return [
        (
            label,
            [
                (node, _address(node, numbers), (node.kind, node.pk) == ("survey", survey.pk))
                for node in chain
                if node.kind == kind
            ],
        )
        for kind, label in LABELS.items()
    ]


def _address(node: Node, numbers: Mapping[int, str]) -> str:
    if not node.title or node.kind not in PAGES:
        return ""
    known = numbers.get(node.pk, "") if node.kind == "training" else node.pk
    return reverse(PAGES[node.kind], args=[known])
