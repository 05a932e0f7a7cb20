"""The guide, for programs: the tree of a guide without its texts, or everything in one language."""

from hashlib import sha256
from html import unescape
from typing import Any

import orjson
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from ninja import Router

from drehscheibe.domain.guide.embedding import embeds
from drehscheibe.domain.guide.kept import guide_and_tree
from drehscheibe.domain.guide.links import identities, with_links
from drehscheibe.domain.guide.models import GuidePicture
from drehscheibe.domain.guide.pictures import with_pictures
from drehscheibe.domain.guide.reading import (
    SHARED,
    Node,
    OpenGuide,
    Text,
    Tree,
    centres_with_guide,
    guide_at,
    shared_identities,
    texts_of_all,
)
from drehscheibe.doors.api.guide_pictures import file_url
from drehscheibe.doors.api.guide_searches import SEARCH, search_out
from drehscheibe.doors.api.problems import file_answer, may_answer
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.language.tongues import tongue

router = Router(tags=["Wegweiser"])
JSON = "application/json"
PAGE: dict[str, Any] = {
    "type": "object",
    "required": ["id", "title"],
    "properties": {
        "id": {"type": "string", "description": "bleibt, auch wenn die Seite umbenannt wird"},
        "parent": {"type": "string", "description": "fehlt bei Kapiteln"},
        "title": {"type": "string"},
        "lang": {"type": "string", "description": "nur, wenn die Übersetzung fehlt"},
        "checked": {"type": "string", "format": "date"},
        "sections": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["html"],
                "properties": {
                    "html": {"type": "string"},
                    "lang": {"type": "string"},
                    "outdated": {"type": "boolean"},
                    "machine": {"type": "boolean"},
                    "search": SEARCH,
                },
            },
        },
    },
}
TREE: dict[str, Any] = {
    "type": "object",
    "required": ["guide", "name", "language", "pages"],
    "properties": {
        "guide": {"type": "string"},
        "name": {"type": "string"},
        "language": {"type": "string"},
        "pages": {"type": "array", "items": PAGE},
    },
}
GUIDES: dict[str, Any] = {
    "type": "object",
    "required": ["guides"],
    "properties": {
        "guides": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["guide", "name"],
                "properties": {"guide": {"type": "string"}, "name": {"type": "string"}},
            },
        }
    },
}


def tree_answer() -> dict[str, Any]:
    """A tree, or no such guide."""
    found = file_answer(JSON, TREE)["responses"]
    return {"responses": {**found, **may_answer(404)["responses"]}}


@router.get(
    "/guides", url_name="guide_list", operation_id="guides", summary="Alle Wegweiser",
    openapi_extra=file_answer(JSON, GUIDES),
)  # fmt: skip
def guide_list(request: HttpRequest) -> HttpResponse:
    """Centres with a guide, and the shared one as `land`."""
    found = [{"guide": each.key, "name": each.area_name} for each in centres_with_guide()]
    shared = guide_at(SHARED)
    if shared is not None:
        found.append({"guide": shared.key, "name": shared.name})
    return answer(request, {"guides": found})


@router.get(
    "/guides/{key}/{language}", url_name="guide_tree", operation_id="guide_tree",
    summary="Der Baum eines Wegweisers in einer Sprache, ohne Texte",
    openapi_extra=tree_answer(),
)  # fmt: skip
def guide_tree(request: HttpRequest, key: str, language: str) -> HttpResponse:
    """Pages in the order of reading; the page itself is at `/wegweiser/{guide}/{id}/`."""
    guide, tree = opened(key, language)
    pages = [page_out(each, tree, language) for each in tree.nodes]
    return answer(request, head_of(guide, language) | {"pages": pages})


@router.get(
    "/guides/{key}/{language}/texts", url_name="guide_texts", operation_id="guide_texts",
    summary="Ein ganzer Wegweiser in einer Sprache; was fehlt, auf Deutsch",
    openapi_extra=tree_answer(),
)  # fmt: skip
def guide_texts(request: HttpRequest, key: str, language: str) -> HttpResponse:
    """Every text once, as clean HTML; links lead to the identity of the page."""
    guide, tree = opened(key, language)
    texts = texts_of_all(tree, language)
    linked = identities(text.body for found in texts.values() for text in found)
    nodes = tree.by_identity | shared_identities(linked, tree)
    addresses = {each: f"/wegweiser/{key}/{nodes[each].public_id}/" for each in linked & {*nodes}}
    pictures = {
        each.section: picture_out(picture, each.body)
        for each, picture in with_pictures(text for found in texts.values() for text in found)
    }
    root = request.build_absolute_uri("/").removesuffix("/")
    searches = {
        each.section: search_out(root, guide, language, each)
        for found in texts.values() for each in found if embeds(each)
    }  # fmt: skip
    more = pictures | searches
    pages = [
        page_out(node, tree, language)
        | {
            "sections": [
                text_out(each, addresses, language) | more.get(each.section, {})
                for each in texts.get(node.pk, [])
            ]
        }
        for node in tree.nodes
    ]
    return answer(request, head_of(guide, language) | {"pages": pages})


def opened(key: str, language: str) -> tuple[OpenGuide, Tree]:
    """The guide in a language that we know, else 404."""
    found = guide_and_tree(key, language) if tongue(language) else None
    if found is None:
        raise Http404
    return found


def head_of(guide: OpenGuide, language: str) -> dict[str, Any]:
    """Whose guide, in which language."""
    return {"guide": guide.key, "name": guide.name, "language": language}


def page_out(node: Node, tree: Tree, language: str) -> dict[str, Any]:
    """A page without its texts; what follows from the rest is left out."""
    page: dict[str, Any] = {"id": node.public_id, "title": node.title}
    parent = tree.by_pk.get(node.parent or 0)
    if parent is not None:
        page["parent"] = parent.public_id
    if node.language != language:
        page["lang"] = node.language
    if node.verified_at is not None:
        page["checked"] = day_of(node.verified_at).isoformat()
    return page


def picture_out(picture: GuidePicture, body: str) -> dict[str, Any]:
    """The picture of a section: its widths, what it shows, whose it is (a key of the licences)."""
    return {
        "picture": {
            "src": {str(width): file_url(picture, width) for width in picture.widths},
            "alt": unescape(body), "author": picture.author, "licence": picture.licence,
        }
    }  # fmt: skip


def text_out(text: Text, addresses: dict[str, str], language: str) -> dict[str, Any]:
    """A section; flags only where they say something."""
    section: dict[str, Any] = {"html": with_links(text.body, addresses)}
    if text.language != language:
        section["lang"] = text.language
    if text.outdated:
        section["outdated"] = True
    if text.machine:
        section["machine"] = True
    return section


def answer(request: HttpRequest, data: dict[str, Any] | list[Any]) -> HttpResponse:
    """Compact JSON with its ETag; 304 for whoever has it."""
    return whole_answer(request, orjson.dumps(data), JSON)


def whole_answer(request: HttpRequest, body: bytes, media_type: str) -> HttpResponse:
    """What was written, with its ETag; 304 for whoever has it."""
    tag = f'W/"{sha256(body).hexdigest()[:24]}"'
    made = HttpResponse(body, content_type=media_type, headers={"ETag": tag})
    known = get_conditional_response(request, etag=tag, response=made)
    return known if isinstance(known, HttpResponse) else made
