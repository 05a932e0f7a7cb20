"""The shipped texts of law: on file for every day since the first guideline, dated, and honest."""

from dataclasses import replace
from datetime import date

import pytest

from drehscheibe.domain.funding.letters import WORDING, application, notice
from drehscheibe.kernel.documents.wording import NoWording, wordings
from tests.domain.funding import letter_samples as samples

DAYS = [date(2012, 1, 1), date(2021, 12, 31), date(2022, 1, 1), date(2026, 11, 22)]


@pytest.mark.parametrize("day", DAYS)
def test_every_day_since_2012_has_its_texts(day: date) -> None:
    for data in (samples.notice(), samples.rejection()):
        assert notice(replace(data, dated_on=day)).content["texts"]["remedy"].gaps == ()
    assert application(replace(samples.application(), dated_on=day)).signature.note


def test_before_2012_a_letter_is_refused() -> None:
    with pytest.raises(NoWording, match="kein Text"):
        notice(replace(samples.notice(), dated_on=date(2011, 12, 31)))


def test_authorities_are_told_of_55d_from_2022_on() -> None:
    known = wordings(WORDING)
    assert "§ 55d" not in known.on("notice.remedy", date(2021, 12, 31)).text
    assert "§ 55d" in known.on("notice.remedy", date(2022, 1, 1)).text


def test_unconfirmed_wording_is_told_to_the_signer_and_not_to_the_addressee() -> None:
    letter = notice(samples.notice())
    assert any(hint.startswith("Wortlaut nicht bestätigt: Rechtsbehelf") for hint in letter.hints)
    assert not any("bestätigt" in str(run) for run in letter.content["texts"]["remedy"].runs)
