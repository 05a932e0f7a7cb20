"""The tree of a guide: one truth, no cycles, links that never break."""

import random

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from drehscheibe.domain.guide.freshness import confirm, due_on
from drehscheibe.domain.guide.links import identities, with_links
from drehscheibe.domain.guide.models import Page
from drehscheibe.domain.guide.reading import texts_of, texts_of_all, tree_of
from drehscheibe.domain.guide.refusals import GuideRefused
from drehscheibe.domain.guide.tree import add_page, add_section, move_page, raise_section
from tests.domain.guide.stories import AT, LATER, House, house, page, release, texts, write

pytestmark = pytest.mark.django_db


def order(of: House) -> list[tuple[int, str]]:
    """Depth and title, as read."""
    return [(each.depth, each.title) for each in tree_of(of.guide, "de").nodes]


def test_pages_are_read_in_their_order_after_every_move() -> None:
    of = house()
    live, learn = page(of, "Wohnen"), page(of, "Lernen")
    search = page(of, "Suchen", parent=live)
    assert order(of) == [(0, "Wohnen"), (1, "Suchen"), (0, "Lernen")]
    move_page(page=learn, parent=None, before=live, by=of.writer, at=LATER)
    move_page(page=search, parent=learn, by=of.writer, at=LATER)
    assert order(of) == [(0, "Lernen"), (1, "Suchen"), (0, "Wohnen")]


def test_a_page_lies_neither_below_itself_nor_elsewhere_nor_too_deep() -> None:
    of, other = house(), house("Kreis Unna")
    live = page(of, "Wohnen")
    search = page(of, "Suchen", parent=live)
    for parent in (live, search):
        with pytest.raises(GuideRefused, match="unter sich selbst"):
            move_page(page=live, parent=parent, by=of.writer, at=LATER)
        with pytest.raises(DatabaseError), transaction.atomic():
            Page.objects.filter(pk=live.pk).update(parent=parent)
    strange = page(other, "Fremd")
    with pytest.raises(GuideRefused, match="anderen Wegweiser"):
        move_page(page=live, parent=strange, by=of.writer, at=LATER)
    with pytest.raises(DatabaseError), transaction.atomic():
        Page.objects.filter(pk=live.pk).update(parent=strange)
    with pytest.raises(PermissionDenied):
        move_page(page=live, parent=None, by=other.writer, at=LATER)
    deep = search
    for level in range(4):
        deep = add_page(guide=of.guide, title=f"{level}", parent=deep, by=of.writer, at=AT)
    with pytest.raises(GuideRefused, match="Ebenen"):
        add_page(guide=of.guide, title="Zu tief", parent=deep, by=of.writer, at=AT)
    top = page(of, "Oben")
    with pytest.raises(GuideRefused, match="Ebenen"):
        move_page(page=live, parent=top, by=of.writer, at=LATER)


def test_many_random_moves_keep_the_tree_whole() -> None:
    """Peers II.8: no repair command is needed."""
    of = house()
    pages = [
        add_page(guide=of.guide, title=f"Seite {number}", by=of.writer, at=AT)
        for number in range(9)
    ]
    chance = random.Random(6)
    for _ in range(60):
        moved, parent = chance.choice(pages), chance.choice([None, *pages])
        try:
            move_page(page=moved, parent=parent, by=of.writer, at=LATER)
        except GuideRefused:
            continue
    rows = list(Page.objects.filter(centre=of.guide.centre))
    assert len(rows) == 9
    for upper in {each.parent_id for each in rows}:
        places = sorted(each.position for each in rows if each.parent_id == upper)
        assert len(set(places)) == len(places)
    above = {each.pk: each.parent_id for each in rows}
    for pk in above:
        seen: set[int] = set()
        here: int | None = pk
        while here is not None:
            assert here not in seen
            seen.add(here)
            here = above[here]


def test_a_renamed_or_moved_page_breaks_no_link() -> None:
    of = house()
    target = page(of, "Wohngeld")
    assert of.guide.centre
    pasted = f"/ar/wegweiser/{of.guide.centre.key}/{target.public_id}/alt/"
    source = page(of, "Wohnen", f"Siehe [Wohngeld]({pasted}).")
    (section,) = texts(source)
    body = section.wordings.get().body
    assert identities([body]) == {target.public_id}
    write(of, target.sections.get(kind="title"), "Zuschuss zur Miete")
    release(of, target, at=LATER)
    move_page(page=target, parent=source, by=of.writer, at=LATER)
    node = tree_of(of.guide, "de").by_identity[target.public_id]
    assert node.slug == "zuschuss-zur-miete"
    html = with_links(body, {node.public_id: f"../{node.public_id}/{node.slug}/"})
    assert f'<a href="../{target.public_id}/zuschuss-zur-miete/" ' in html


def test_one_click_confirms_a_page_in_all_languages() -> None:
    of, other = house(), house("Kreis Unna")
    made = page(of, "Wohnen", "Text.")
    assert not tree_of(of.guide, "de").nodes[0].is_stale(on=LATER.date())
    made.refresh_from_db()
    due = due_on(made)
    assert due
    assert not tree_of(of.guide, "tr").nodes[0].is_stale(on=due)
    assert tree_of(of.guide, "tr").nodes[0].is_stale(on=due.replace(year=2027))
    with pytest.raises(PermissionDenied):
        confirm(page=made, by=other.writer, at=LATER)
    confirm(page=made, by=of.writer, at=AT.replace(year=2027))
    assert not tree_of(of.guide, "tr").nodes[0].is_stale(on=due.replace(year=2027))


def test_a_title_stands_above_all_and_goes_no_higher() -> None:
    of = house()
    made = page(of, "Wohnen", "Eins.", "Zwei.")
    for section in (made.sections.get(kind="title"), texts(made)[0]):
        with pytest.raises(GuideRefused, match="steht schon oben"):
            raise_section(section=section, by=of.writer, at=LATER)


def test_sections_change_places_in_all_languages() -> None:
    of = house()
    made = page(of, "Wohnen", "Eins.", "Zwei.")
    first, second = texts(made)
    raise_section(section=second, by=of.writer, at=LATER)
    with pytest.raises(GuideRefused, match="schon oben"):
        raise_section(section=second, by=of.writer, at=LATER)
    node = tree_of(of.guide, "de").nodes[0]
    assert [each.body for each in texts_of(node, "tr")] == ["<p>Zwei.</p>", "<p>Eins.</p>"]
    assert first.position == 1


def test_a_tree_of_any_size_costs_two_queries_and_its_texts_one(
    django_assert_num_queries: object,
) -> None:
    of = house()
    page(of, "Eins", "Text.")
    for number in range(2):
        for extra in range(number * 8):
            add_section(page=page(of, f"{number}.{extra}", "Text."), by=of.writer, at=AT)
        with django_assert_num_queries(2):  # type: ignore[operator]
            tree = tree_of(of.guide, "tr")
        with django_assert_num_queries(1):  # type: ignore[operator]
            texts_of_all(tree, "tr")
    assert len(tree.nodes) == 9
