"""Changing a profile."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from drehscheibe.domain.centres import permissions as may
from drehscheibe.domain.centres.models import AddressStatus, Centre, FieldOfAction
from drehscheibe.domain.centres.profile.fields import ADDRESS, EDITABLE, FACETS
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.design.published import publish_change
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.reach import check


class ProfileChangedMeanwhile(Exception):
    """Somebody else saved first; `.saved` is the row as it stands, the caller shows both."""

    def __init__(self, saved: Centre) -> None:
        """Keep the newer row for the page."""
        super().__init__("Das Profil wurde inzwischen von einer anderen Person geändert.")
        self.saved = saved


@transaction.atomic
def edit_profile(
    *, centre: Centre, values: Mapping[str, Any], fields_of_action: Collection[str],
    version: int, by: Person, at: datetime,
) -> Centre:  # fmt: skip
    """Change the profile; the public page shows it with this transaction's commit.

    A new address without a word on its state counts as kept by the centre, from today. Saving the
    same again changes nothing. Raises `ProfileChangedMeanwhile`.
    """
    today = day_of(at)
    saved = Centre.objects.select_for_update(of=("self",), no_key=True).get(pk=centre.pk)
    check(by, may.PROFILE_EDIT, saved, on=today)
    changed = {
        name: value
        for name, value in values.items()
        if name in EDITABLE and getattr(saved, name) != value
    }
    chosen = set(fields_of_action)
    other_fields = chosen != set(saved.fields_of_action.values_list("pk", flat=True))
    if not changed and not other_fields:
        return saved
    if version != saved.version:
        raise ProfileChangedMeanwhile(saved)
    if changed.keys() & set(ADDRESS) and "address_status" not in changed:
        changed |= {"address_status": AddressStatus.OWN, "address_as_of": today.isoformat()}
    if other_fields:
        saved.fields_of_action.set(FieldOfAction.objects.filter(pk__in=chosen, facet__in=FACETS))
    _write(saved, changed)
    names = [*changed, *(["fields_of_action"] if other_fields else [])]
    record(
        "centres.profile.edit", about=saved, by=by, at=at,
        detail={"version": saved.version, "changed": sorted(names)},
    )  # fmt: skip
    publish_change()
    return saved


def _write(centre: Centre, changed: Mapping[str, Any]) -> None:
    for name, value in changed.items():
        setattr(centre, name, value)
    centre.version += 1
    centre.profile_edited = True
    centre.save(update_fields=[*changed, "version", "profile_edited"])
