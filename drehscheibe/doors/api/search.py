"""The search over everything public, for programs: what the page `/finden/` shows."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from ninja import Query, Router

from drehscheibe.domain.finding.excerpts import Piece
from drehscheibe.domain.finding.searching import Hit, Part, search
from drehscheibe.domain.guide.further import frame_of, placed
from drehscheibe.doors.api.guide import answer
from drehscheibe.doors.api.problems import file_answer, may_answer

router = Router(tags=["Suche"])
JSON = "application/json"
SIZE = 15
PAGES = {
    "course": "public:course", "guide": "public:guide_page", "event": "public:event",
    "actor": "public:actor", "centre": "public:centre",
}  # fmt: skip
HIT: dict[str, Any] = {
    "type": "object",
    "required": ["kind", "language", "title", "excerpt", "url"],
    "properties": {
        "kind": {"type": "string", "enum": list(PAGES)},
        "language": {"type": "string", "description": "in der der Text geschrieben ist"},
        "title": {"type": "string"},
        "excerpt": {"type": "string", "description": "die Stelle, ohne Auszeichnung"},
        "url": {"type": "string", "format": "uri"},
        "telephone": {"type": "string"},
    },
}
FOUND: dict[str, Any] = {
    "type": "object",
    "required": ["total", "page", "kinds", "hits"],
    "properties": {
        "total": {"type": "integer", "description": "höchstens 60 je Art"},
        "page": {"type": "integer"},
        "meant": {
            "type": "string",
            "description": "zur Frage steht nichts; gefunden ist, was zu dieser passt",
        },
        "partly": {
            "type": "boolean",
            "description": "kein Text enthält alle Wörter, diese wenigstens die Hälfte",
        },
        "offices": {"type": "array", "items": {"type": "string"}},
        "kinds": {"type": "object", "additionalProperties": {"type": "integer"}},
        "hits": {"type": "array", "items": HIT},
    },
}
Language = Literal[
    "de", "de-simple", "en", "tr", "ar", "uk", "ru", "fa", "ku", "ro", "bg", "fr"
]  # fmt: skip
Kind = Literal["", "course", "guide", "event", "actor", "centre"]
Question = Annotated[str, Query(max_length=200, description="in jeder Sprache und Schreibweise")]
Number = Annotated[int, Query(ge=1, le=20, description=f"Seite zu {SIZE}, ab 1")]


def answers() -> dict[str, Any]:
    """What was found, or why the question cannot be used."""
    found = file_answer(JSON, FOUND)["responses"]
    return {"responses": {**found, **may_answer(422)["responses"]}}


@router.get(
    "/search", url_name="search", operation_id="search",
    summary="Alles Öffentliche durchsuchen: Kurse, Wegweiser, Veranstaltungen, Akteure, Zentren",
    openapi_extra=answers(),
)  # fmt: skip
def find(
    request: HttpRequest, q: Question, language: Language = "de", kind: Kind = "", page: Number = 1
) -> HttpResponse:
    """Texts in the language asked for come first; what was withdrawn is gone at once."""
    part = Part(kind, page, SIZE)
    found = search(q, language=language, at=timezone.now(), part=part)
    data: dict[str, Any] = {"total": found.total, "page": page, "kinds": found.kinds}
    if found.meant:
        data["meant"] = found.meant
    if found.partly:
        data["partly"] = True
    if found.offices:
        data["offices"] = list(found.offices)
    hits = [hit_out(request, each, language) for each in found.hits]
    return answer(request, data | {"hits": hits})


def hit_out(request: HttpRequest, hit: Hit, language: str) -> dict[str, Any]:
    """A hit with the address of its page, of a guide in the language of the text."""
    with override(frame_of(hit.language) if hit.kind == "guide" else language):
        path = reverse(PAGES[hit.kind], args=hit.key.split("/"))
    url = request.build_absolute_uri(placed(path, hit.language) if hit.kind == "guide" else path)
    told = {
        "kind": hit.kind, "language": hit.language, "title": _text(hit.title),
        "excerpt": _text(hit.text), "url": url,
    }  # fmt: skip
    return told | ({"telephone": hit.phone} if hit.phone else {})


def _text(pieces: list[Piece]) -> str:
    return " ".join(each.text for each in pieces)
