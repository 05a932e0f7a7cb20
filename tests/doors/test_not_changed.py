"""Every public address says by a tag what it said, and 304 to whoever has it (no. 6, point 6)."""

import pytest
from django.test import Client

from tests.routes import open_routes, samples_for
from tests.stage import Stage

pytestmark = pytest.mark.django_db
FOR_ONE = ("no-store", "private")
"""Forms and answers for one person carry a token or a secret link and are kept by nobody."""

SIGN_IN = ("account_", "socialaccount_", "openid_")


def test_every_open_address_answers_not_modified(stage: Stage) -> None:
    untagged, unmoved = [], []
    public = [each for each in open_routes() if not each.name.startswith(SIGN_IN)]
    assert len(public) > 60
    for route in public:
        address = route.address(samples_for(route, stage.samples)[0].arguments)
        visitor = Client()
        answer = visitor.get(address)
        control = answer.headers.get("Cache-Control", "")
        if answer.status_code != 200 or any(each in control for each in FOR_ONE):
            continue
        tag = answer.headers.get("ETag")
        if tag is None:
            untagged.append(f"{route.name} {address}")
        elif visitor.get(address, headers={"if-none-match": tag}).status_code != 304:
            unmoved.append(f"{route.name} {address}")
    assert (untagged, unmoved) == ([], [])
