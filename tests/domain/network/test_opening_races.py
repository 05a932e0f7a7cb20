"""Two people at the same switch, with real connections."""

from functools import partial

import pytest
from django.utils import timezone

from drehscheibe.domain.network.models import Opening
from drehscheibe.domain.network.opening import close_to_all, open_to_all
from drehscheibe.domain.network.refusals import NetworkRefused
from drehscheibe.kernel.audit.models import Entry
from tests import factories
from tests.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_who_switch_at_once_open_and_close_once() -> None:
    """The second is told; the record names each change once."""
    centre = factories.centre("Kreis Soest")
    heads = [factories.person("head", of=centre.organisation) for _ in range(2)]
    for act in (open_to_all, close_to_all):
        both = [partial(act, centre=centre, by=by, at=timezone.now()) for by in heads]
        outcomes = at_once(*both, refused_by=(NetworkRefused,))
        assert outcomes.count("done") == 1
    assert Opening.objects.count() == 1
    assert not Opening.objects.filter(closed_at=None).exists()
    acts = Entry.objects.filter(act__startswith="network.public.").order_by("pk")
    assert [each.act for each in acts] == ["network.public.open", "network.public.close"]
