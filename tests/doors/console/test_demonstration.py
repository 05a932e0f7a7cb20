"""The demonstration year can be laid out, twice, through the same actions as daily work."""

from datetime import datetime

import pytest
from django.conf import LazySettings

from drehscheibe.domain.centres.actions import import_register
from drehscheibe.domain.funding.models import Application
from drehscheibe.domain.funding.payout.parts import total
from drehscheibe.domain.funding.payout.selectors import money_of
from drehscheibe.doors.console import demonstration
from drehscheibe.kernel.people.models import Account


@pytest.mark.django_db
def test_the_demonstration_year_is_laid_out_once(settings: LazySettings, noon: datetime) -> None:
    settings.DEMONSTRATION = True
    import_register(at=noon)
    for _ in range(2):
        cast = demonstration.people(at=noon)
        demonstration.cases(cast)
    assert Account.objects.count() == len(demonstration.CAST)
    stands = sorted(Application.objects.values_list("status", flat=True))
    assert stands == ["final", "final", "prepared", "query"]
    finished = Application.objects.get(status="final", fiscal_year=2023)
    assert str(finished.granted) == "350250.00"  # Kreis 2023, one post vacant January–March
    assert str(total(money_of(finished).paid)) == "350250.00"  # both halves
    running = money_of(Application.objects.get(status="final", fiscal_year=2026))
    assert total(running.paid) < total(running.called) < total(running.granted)
    assert all(demonstration.PASSWORD not in each.email for each in demonstration.CAST)
