"""Surveys and circulars of the demonstration stand as its page says, however often it is loaded."""

from datetime import timedelta

import pytest
from django.conf import LazySettings

from drehscheibe.domain.centres.actions import import_register
from drehscheibe.domain.circulars.models import Circular, FeedbackBundle, PracticeFeedback
from drehscheibe.domain.circulars.receiving import owing
from drehscheibe.domain.surveys.models import ResponseVersion, Survey
from drehscheibe.domain.surveys.results import summaries
from drehscheibe.doors.console import demonstration
from drehscheibe.doors.console.demo_circulars import RECEIPTS, circulars
from drehscheibe.doors.console.demo_days import Days
from drehscheibe.doors.console.demo_surveys import OF_THE_YEAR, SPORT, surveys
from drehscheibe.kernel.mail.models import OutboxMail

pytestmark = pytest.mark.django_db


def test_surveys_and_circulars_are_laid_out_once(settings: LazySettings) -> None:
    days = Days(demonstration.AUTUMN.today)
    settings.DEMONSTRATION = True
    at = days.ago(0)
    import_register(at=at)
    cast = demonstration.people(at=at)
    for later in (0, 90):
        then = Days(days.today + timedelta(days=later))
        circulars(cast, then)
        surveys(cast, then)
    statuses = sorted(Survey.objects.values_list("status", flat=True))
    assert statuses == ["draft", "open", "published"]
    running = Survey.objects.get(title__startswith=OF_THE_YEAR)
    states = list(running.responses.values_list("status", flat=True))
    assert (states.count("submitted"), states.count("internal_review")) == (4, 1)
    assert (states.count("draft"), states.count("declined"), len(states)) == (1, 1, 54)
    assert ResponseVersion.objects.count() == 9 + 4
    role = summaries(Survey.objects.get(title=SPORT))[1]
    bars = [bar.count for bar in role.bars[""]]
    assert bars == [None, None, 0, None]  # 5, 3, 0, 1 of nine: with 5 told, 3 and 1 would be known
    letter = Circular.objects.get(title=RECEIPTS)
    codes = {each.organisation.code for each in owing(letter)}
    assert codes == {"ki-05570", "ki-05554"}
    assert sorted(FeedbackBundle.objects.values_list("status", flat=True)) == ["answered", "asked"]
    assert PracticeFeedback.objects.filter(bundle=None).count() == 1
    assert not OutboxMail.objects.filter(created_at__gt=at).exists()
