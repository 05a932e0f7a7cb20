"""Public papers of public groups: an Atom feed and the files, and nothing else."""

import xml.etree.ElementTree as ElementTree
from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from drehscheibe.domain.exchange.models import Paper
from drehscheibe.domain.exchange.papers import add_paper, add_version, release, remove
from drehscheibe.domain.groups.models import Group
from tests.domain.exchange.stories import Circle, circle, local
from tests.domain.exchange.test_guests import _png

pytestmark = pytest.mark.django_db
AT = local(2026, 2, 10)
ATOM = "{http://www.w3.org/2005/Atom}"


def brought(own: Circle, title: str, *, tier: str = "group", internal: bool = False) -> Paper:
    """A paper of the group with this tier."""
    file = SimpleUploadedFile("x.png", _png(), "image/png")
    paper = add_paper(
        group=own.group, title=title, file=file, internal=internal, by=own.chair, at=AT
    )
    if tier != "group":
        release(paper=paper, tier=tier, by=own.chair, at=AT)
    return paper


@pytest.fixture
def own() -> Circle:
    """A group everybody may know of."""
    found = circle(AT)
    Group.objects.filter(pk=found.group.pk).update(tier="public")
    return found


def entries(client: Client, group: Group) -> list[tuple[str, str, str]]:
    """Title, link and last change of every entry of the feed."""
    answer = client.get(f"/gruppen/{group.pk}/papiere.atom")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/atom+xml")
    root = ElementTree.fromstring(answer.content)
    assert root.findtext(f"{ATOM}title") == f"{group.name}: Papiere"
    found = []
    for entry in root.iter(f"{ATOM}entry"):
        link = entry.find(f"{ATOM}link")
        assert link is not None
        said = [entry.findtext(f"{ATOM}{name}") or "" for name in ("title", "updated")]
        found.append((said[0], link.attrib["href"], said[1]))
    return found


def test_the_feed_holds_the_public_papers_and_their_latest_files(
    own: Circle, client: Client
) -> None:
    paper = brought(own, "Handreichung", tier="public")
    for title, tier, internal in (
        ("Netz", "network", False), ("Gruppe", "group", False), ("Geheim", "group", True),
    ):  # fmt: skip
        brought(own, title, tier=tier, internal=internal)
    ((title, link, updated),) = entries(client, own.group)
    assert (title, updated[:10]) == ("Handreichung", "2026-02-10")
    answer = client.get(link)
    assert (answer.status_code, answer["X-Content-Type-Options"]) == (200, "nosniff")
    file = SimpleUploadedFile("y.png", _png(), "image/png")
    later: datetime = local(2026, 3, 1)
    add_version(paper=paper, file=file, by=own.chair, at=later)
    ((_, same, updated),) = entries(client, own.group)
    assert (same, updated[:10]) == (link, "2026-03-01")


def test_taken_back_it_is_gone_at_once(own: Circle, client: Client) -> None:
    papers = [brought(own, title, tier="public") for title in ("Eins", "Zwei", "Drei")]
    addresses = [f"/gruppen/papiere/{each.pk}/" for each in papers]
    assert [client.get(each).status_code for each in addresses] == [200] * 3
    release(paper=papers[0], tier="network", by=own.chair, at=AT)
    remove(paper=papers[1], by=own.chair, at=AT)
    assert [client.get(each).status_code for each in addresses] == [404, 404, 200]
    assert [title for title, _, _ in entries(client, own.group)] == ["Drei"]
    assert client.post(addresses[2]).status_code == 405


def test_a_group_that_is_not_public_has_no_feed(own: Circle, client: Client) -> None:
    paper = brought(own, "Handreichung", tier="public")
    Group.objects.filter(pk=own.group.pk).update(tier="network")
    assert client.get(f"/gruppen/{own.group.pk}/papiere.atom").status_code == 404
    assert client.get(f"/gruppen/papiere/{paper.pk}/").status_code == 404
