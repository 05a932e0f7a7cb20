"""Every form of guide, directory, network and courses, and every open one, with hostile words.

Forms are read from the pages themselves: whoever adds one has it tried. Nothing typed is a fault,
nothing typed becomes markup, and what turns the direction of writing is taken out or shown as text.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from drehscheibe.kernel.permissions.reach import standing_of
from tests import factories
from tests.doors.everybody import ANSWERED, EVERYBODY, expected
from tests.routes import Route, Sample, addresses, routes
from tests.stage import Stage

pytestmark = pytest.mark.django_db
ROOMS = ("staff:guide:", "staff:directory:", "staff:network:", "staff:courses:", "public:")
HOSTILE = {
    "markup": (
        "\"'><script>alert(1)</script><img src=x onerror=alert(2)><svg onload=alert(3)></svg> "
        "[x](javascript:alert(4)) Vеrein\u202egro.evil\u2066 {{ 7|add:7 }} =HYPERLINK(1)"
    ),
    "control characters": "Wort\x00\x07\x1b ende",
    "long": "9" * 9_000,
}
MARKUP = (
    "<script>alert(", "onerror=alert(2)>", "<svg onload", 'href="javascript:', "href='javascript:",
)  # fmt: skip
TYPED = {"text", "search", "email", "tel", "url", "number", "", None}
Fields = dict[str, str]


@pytest.mark.parametrize("kind", HOSTILE)
def test_no_form_is_a_fault_and_nothing_typed_is_markup(stage: Stage, kind: str) -> None:
    """Hostile HTML, SVG, overrides of direction, control characters, endless and odd words."""
    wrong: list[str] = []
    statuses: Counter[int] = Counter()
    for client, address in _pages(stage):
        page = client.get(address)
        if page.status_code != 200 or not page["Content-Type"].startswith("text/html"):
            continue
        for action, fields in _forms(page.content.decode(), address, HOSTILE[kind]):
            answer, faults = _sent(client, action, fields)
            statuses[answer.status_code] += 1
            wrong += [f"{address} -> {action}: {each}" for each in faults]
    assert not wrong, "\n".join(sorted(set(wrong)))
    assert statuses.total() > 40
    assert statuses[302] > 5, "some are taken, or nothing was tried"


def _pages(stage: Stage) -> Iterator[tuple[Client, str]]:
    """Every page of these rooms with somebody who may open it."""
    people = [stage.people[email] for email in EVERYBODY]
    standings = [standing_of(person, on=timezone.localdate()) for person in people]
    clients = [factories.client_of(person) for person in people]
    chosen = [each for each in routes() if each.name.startswith(ROOMS)]
    for route, sample, address in addresses(chosen, stage.samples):
        if not route.is_workspace:
            yield Client(), address
            continue
        for client, standing, email in zip(clients, standings, EVERYBODY, strict=True):
            if _may(route, sample, standing, email):
                yield client, address
                break


def _may(route: Route, sample: Sample, standing: Any, email: str) -> bool:
    if sample.who:
        return sample.who == email
    return expected(route, sample, standing) >= ANSWERED


def _forms(html: str, address: str, words: str) -> Iterator[tuple[str, Fields]]:
    """What each form would send, once for each of its buttons."""
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    for form in tree.iter("form"):
        if (form.get("method") or "").lower() != "post":
            continue
        fields = dict(_filled(form, words))
        named = [each for each in form.iter("button") if each.get("name")]
        for button in named:
            target = button.get("formaction") or form.get("action") or address
            yield target, fields | {button.get("name", ""): button.get("value", "")}
        if not named:
            yield form.get("action") or address, fields


def _filled(form: Element, words: str) -> Iterator[tuple[str, str]]:
    for each in form.iter():
        name, kind = each.get("name"), each.get("type")
        if not name:
            continue
        if each.tag == "textarea" or (each.tag == "input" and kind in TYPED):
            yield name, words
        elif each.tag == "input" and kind in {"hidden", "checkbox", "radio"}:
            yield name, each.get("value") or "on"
        elif each.tag == "select":
            options = [option.get("value") or "" for option in each.iter("option")]
            yield name, next((value for value in options if value), "")


def _sent(client: Client, action: str, fields: Fields) -> tuple[Any, list[str]]:
    """The answer, and what is wrong with it and with the page it leads to; all of it is undone."""
    with transaction.atomic():
        answer = client.post(action, fields)
        faults = list(_faults(answer))
        if answer.status_code == 302 and answer["Location"].startswith("/"):
            faults += _faults(client.get(answer["Location"]))
        transaction.set_rollback(True)
    return answer, faults


def _faults(answer: Any) -> Iterator[str]:
    if answer.status_code >= 500:
        yield f"{answer.status_code}"
    if not answer.streaming and answer["Content-Type"].startswith("text/html"):
        text = answer.content.decode()
        yield from (f"{answer.status_code}: {each}" for each in MARKUP if each in text)
