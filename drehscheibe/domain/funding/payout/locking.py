"""The case under a lock, and the next number of what hangs on it."""

from django.db.models import Max

from drehscheibe.domain.funding.models import (
    AmendedNotice,
    Application,
    ChangeNotice,
    PaymentCall,
)


def locked_case(application: Application) -> Application:
    """The case, locked: what is counted on it cannot change until the transaction ends."""
    rows = Application.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("centre__carrier", "authority").get(pk=application.pk)


def next_number(model: type[PaymentCall | ChangeNotice | AmendedNotice], case: Application) -> int:
    """One more than the highest; the lock on the case makes the second wait."""
    rows = model._default_manager.filter(application=case)
    return (rows.aggregate(highest=Max("number"))["highest"] or 0) + 1
