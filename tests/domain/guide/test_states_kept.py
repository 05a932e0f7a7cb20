"""What a text is does not change by coming back or by being confirmed."""

import pytest

from drehscheibe.domain.guide.models import Wording
from drehscheibe.domain.guide.publishing import Checked, restore, withdraw
from drehscheibe.domain.guide.working import section_states
from drehscheibe.domain.guide.writing import Typed, draft_of, german_of, save_section
from tests.domain.guide.stories import (
    AT,
    LATER,
    house,
    page,
    release,
    texts,
    translate,
    write,
)

pytestmark = pytest.mark.django_db


def test_a_machines_text_that_still_fits_is_still_a_machines() -> None:
    of = house()
    made = page(of, "Wohnen", "Alt.")
    (section,) = texts(made)
    for german, typed in (("Alt.", "Eski."), ("Neu.", "Eski.")):
        write(of, section, german)
        if made.editions.filter(language="de", status="draft").exists():
            release(of, made)
        meaning = german_of(section).meaning  # type: ignore[union-attr]
        seen = draft_of(section, "tr", by=of.writer, at=AT).edits
        said = Typed(typed, seen, meaning, fits=german == "Neu.", machine=german == "Alt.")
        save_section(section=section, language="tr", typed=said, by=of.writer, at=AT)
        release(of, made, "tr")
    shown = Wording.objects.get(section=section, language="tr", shown=True)
    assert (shown.number, shown.machine) == (2, True)


def test_a_page_that_comes_back_as_it_was_leaves_translations_up_to_date() -> None:
    of = house()
    made = page(of, "Wohnen", "Alt.")
    (section,) = texts(made)
    translate(of, made, "tr", "Ev", "Eski.")
    write(of, section, "Allt.")
    release(of, made, checked=Checked(spelling=[section.pk]))
    withdraw(edition=made.editions.get(language="de"), reason="x", by=of.checker, at=LATER)
    restore(edition=made.editions.get(language="de"), by=of.writer, at=LATER)
    release(of, made)
    release(of, made, "tr")
    assert [each.state.label for each in section_states([made], "tr")] == ["aktuell"] * 2
