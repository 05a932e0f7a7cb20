"""Sharing among the 54 centres and the 396 municipalities of the land."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.forwarding.actions import plan_allocations, share_among_municipalities
from drehscheibe.domain.forwarding.allocation_keys import Key, plan
from drehscheibe.domain.forwarding.programme_files import programme_for
from drehscheibe.domain.forwarding.refusals import ForwardingRefused
from tests import factories
from tests.domain.forwarding.rows import AT, authority, granted

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("whole_register")
def test_a_million_reaches_54_centres_to_the_cent() -> None:
    shared = plan(
        programme_for("komm_an_2", 2024),
        fiscal_year=2024,
        total=Decimal("13400000.01"),
        key=Key.POPULATION,
    )
    assert len(shared.shares) == 54
    assert shared.sum_of_shares == Decimal("13400000.01")
    assert shared.sum_of_weights > 17_000_000
    with CaptureQueriesContext(
        connection,
    ) as queries:
        rows = plan_allocations(plan=shared, by=authority(), at=AT)
    assert sum(row.amount for row in rows) == shared.total
    assert len(queries) <= 20


@pytest.mark.usefixtures("whole_register")
def test_example_15_a_centre_shares_among_its_municipalities() -> None:
    centre = Centre.objects.get(area_name__contains="Höxter")
    row = granted(centre, total="3795650.28")
    assert row.amount == Decimal("70289.82")
    head = factories.person("head", of=centre.organisation)
    served = list(centre.municipalities.order_by("ags"))
    weights = {each.ags: Decimal(each.population) for each in served}
    parts = share_among_municipalities(allocation=row, weights=weights, by=head, at=AT)
    assert sum(part.amount for part in parts) == row.amount
    with pytest.raises(ForwardingRefused, match="gehört nicht zu diesem Zentrum"):
        share_among_municipalities(allocation=row, weights={"05111000": Decimal(1)}, by=head, at=AT)
