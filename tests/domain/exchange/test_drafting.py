"""The draft of the minutes saves itself; two who write lose nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drehscheibe.domain.exchange.drafting import draft_texts, save_draft
from drehscheibe.domain.exchange.models import InternalMinutes, Meeting, MeetingIs, Minutes
from drehscheibe.domain.exchange.recording import circulate, comment
from drehscheibe.domain.exchange.refusals import ExchangeRefused
from drehscheibe.domain.exchange.selectors import comments_for
from drehscheibe.kernel.drafts.keeping import Kept
from drehscheibe.kernel.language.light_marks import as_marks, from_marks
from drehscheibe.kernel.permissions.reach import standing_of
from tests.domain.exchange.stories import Circle, circle, held, local, planned, point

AT, AFTER = local(2026, 1, 20), local(2026, 2, 10, 13)


@given(st.text(alphabet="ab #-*1.\n<&>", max_size=60))
def test_what_is_shown_for_typing_gives_the_same_text(typed: str) -> None:
    html = from_marks(typed)
    assert from_marks(as_marks(html)) == html
    assert "<script" not in html


@pytest.fixture
def story(db: None) -> tuple[Circle, Meeting]:
    """A meeting with a public and an internal point that were reached, and one that was not."""
    own = circle(AT)
    meeting = planned(own, local(2026, 2, 10), at=AT)
    reached = [point(own, meeting, "Bericht", at=AT),
               point(own, meeting, "Personal", at=AT, internal=True)]  # fmt: skip
    point(own, meeting, "Ausblick", at=AT)
    return own, held(own, meeting, *reached, at=AFTER)


def save(own: Circle, meeting: Meeting, seen: int, **texts: str) -> Kept:
    """A submission by the chair."""
    return save_draft(meeting=meeting, typed=texts, seen=seen, by=own.chair, at=AFTER)


def test_it_begins_with_agenda_and_results(story: tuple[Circle, Meeting]) -> None:
    _, meeting = story
    texts, edits = draft_texts(meeting)
    assert texts == {
        "text": "## TOP 1 Bericht\n\nbehandelt\n\n## TOP 3 Ausblick\n\nNicht behandelt.",
        "internal": "## TOP 2 Personal\n\nbehandelt",
    }
    assert edits == 0
    assert not Minutes.objects.exists()  # reading writes nothing


def test_two_who_write_see_both_texts(story: tuple[Circle, Meeting]) -> None:
    own, meeting = story
    save(own, meeting, 0, text="Erstens", internal="Geheim")
    kept = save(own, meeting, 1, text="Erstens und zweitens", internal="Geheim")
    assert (kept.edits, kept.conflicts) == (2, {})
    late = save(own, meeting, 1, text="Etwas anderes", internal="Geheim")
    assert late.conflicts == {"text": ("Erstens und zweitens", "Etwas anderes")}
    assert Minutes.objects.get().text == "<p>Erstens und zweitens</p>"
    save_draft(meeting=meeting, typed={"text": "Etwas anderes"}, seen=1, overwrite=True,
               by=own.chair, at=AFTER)  # fmt: skip
    assert Minutes.objects.get().text == "<p>Etwas anderes</p>"
    assert InternalMinutes.objects.get().text == "<p>Geheim</p>"
    save(own, meeting, 9, internal="")
    assert not InternalMinutes.objects.exists()


def test_the_members_write_no_minutes_and_nobody_after_circulating(
    story: tuple[Circle, Meeting],
) -> None:
    own, meeting = story
    with pytest.raises(ExchangeRefused, match="nur Leitung"):
        save_draft(meeting=meeting, typed={"text": "x"}, seen=0, by=own.head, at=AFTER)
    save(own, meeting, 0, text="Fertig")
    meeting.refresh_from_db()
    assert meeting.status == MeetingIs.MINUTES_DRAFT
    moved = circulate(meeting=meeting, until=AFTER.date(), by=own.chair, at=AFTER)
    with pytest.raises(ExchangeRefused, match="kein Entwurf"):
        save(own, moved, 1, text="Zu spät")
    comment(meeting=moved, text="Ein Wort fehlt", by=own.head, at=AFTER)
    standings = [standing_of(each, on=AFTER.date()) for each in (own.bonn, own.guest)]
    assert [comments_for(each).count() for each in standings] == [1, 0]
