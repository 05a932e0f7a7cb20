"""The amended notice on paper: frozen with the signature, before and now part by part."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from drehscheibe.domain.funding.models import AmendedNotice
from drehscheibe.domain.funding.payout import actions, amendments
from drehscheibe.domain.funding.payout.selectors import granted_of
from drehscheibe.kernel.documents.selectors import document_bytes, versions
from tests.domain.funding import money
from tests.domain.funding.pdf_text import says, text_of
from tests.domain.funding.stories import story

pytestmark = pytest.mark.django_db


def test_the_signed_amended_notice_is_the_next_version_of_the_notice(noon: datetime) -> None:
    case = story("Musterstadt", kind="kreisfreie Stadt")
    application = money.final_case(case, at=noon)
    change = actions.report_change(
        application=application,
        change=actions.ReportedChange(
            kind="vacancy",
            post=application.posts.get(number=5),
            effective_on=date(2023, 1, 1),
            until=date(2023, 3, 31),
        ),
        by=case.specialist,
        at=noon,
    )
    amounts = granted_of(application) | {"staff": Decimal(293250)}
    amendment = amendments.prepare_amendment(
        application=application, amounts=amounts, reason="Stelle 5 ist bis März frei.",
        by=case.officer, at=noon, change=change,
    )  # fmt: skip
    signed = amendments.sign_amendment(amendment=amendment, by=case.approver, at=noon)
    assert signed.notice is not None
    assert [each.title for each in versions(application.notice_series)] == [
        "Änderungsbescheid 1", "Zuwendungsbescheid",
    ]  # fmt: skip
    words = text_of(document_bytes(signed.notice))
    for part in (
        "Änderungsbescheid", "307.500,00 €", "293.250,00 €", "Stelle 5 ist bis März frei",
        "Stelle wird frei, Stelle 5 ab 01.01.2023 bis 31.03.2023", "Rechtsbehelfsbelehrung",
    ):  # fmt: skip
        assert says(words, part), part
    with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
        AmendedNotice.objects.filter(pk=signed.pk).update(reason="anders")
