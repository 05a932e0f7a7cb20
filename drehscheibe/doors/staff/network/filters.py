"""One filter in the address for every view of the network."""

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from drehscheibe.domain.centres.models import Centre, FieldOfAction
from drehscheibe.domain.network import permissions as may
from drehscheibe.domain.network.kinds import Kind, kinds_on
from drehscheibe.domain.network.seeing import Wish
from drehscheibe.doors.staff.pages import StaffRequest
from drehscheibe.kernel.language.days import DayRefused, parse_day
from drehscheibe.kernel.permissions.reach import within_reach
from drehscheibe.kernel.territory.models import Municipality

NAMES = ("art", "mit", "beziehung", "ort", "worte", "tag", "quelle", "bestaetigt")
VIEWS = {"bild": "Bild", "karte": "Karte", "matrix": "Matrix", "tabelle": "Tabelle"}
Choice = list[tuple[str, str]]


@dataclass(frozen=True)
class Asked:
    """What the address asks for; `refused` when its day is none."""

    wish: Wish
    refused: str
    view: str
    query: str

    def with_(self, **more: str) -> str:
        """The same filter with other values, as the part of an address behind `?`."""
        return urlencode({"ansicht": self.view} | dict(parse_qsl(self.query)) | more)


def asked_of(request: StaffRequest) -> Asked:
    """The filter as it stands in the address; a day that is none is today, and said."""
    given = {name: request.GET.get(name, "").replace("\x00", "")[:100] for name in NAMES}
    on, refused = request.today, ""
    if given["tag"]:
        try:
            on = parse_day(given["tag"])
        except DayRefused as refusal:
            refused = str(refusal)
    wish = Wish(
        on=on, actor_kind=given["art"], other_kind=given["mit"], kind=given["beziehung"],
        municipality=given["ort"], words=given["worte"].strip(), source=given["quelle"],
        confirmed=given["bestaetigt"] == "1",
    )  # fmt: skip
    view = request.GET.get("ansicht", "")
    query = urlencode({name: text for name, text in given.items() if text})
    return Asked(wish, refused, view if view in VIEWS else "bild", query)


def choices(request: StaffRequest, asked: Asked) -> dict[str, object]:
    """What the form offers."""
    kinds = FieldOfAction.objects.filter(facet="partnertyp").order_by("label")
    return {
        "wish": asked.wish, "refused": asked.refused, "view": asked.view, "query": asked.query,
        "actor_kinds": list(kinds.values_list("key", "label")),
        "kinds": relation_kinds(asked.wish), "towns": towns_of(request),
        "views": [
            (key, label, asked.with_(ansicht=key)) for key, label in VIEWS.items()
        ],
    }  # fmt: skip


def relation_kinds(wish: Wish) -> list[Kind]:
    """Those in force on the day."""
    return list(kinds_on(wish.on).values())


def towns_of(request: StaffRequest) -> Choice:
    """Municipalities of the own centre."""
    centres = within_reach(Centre.objects.all(), may.FREEZE, standing=request.standing)
    rows = Municipality.objects.filter(served_by__centre__in=centres).order_by("name")
    return list(rows.values_list("pk", "name"))
