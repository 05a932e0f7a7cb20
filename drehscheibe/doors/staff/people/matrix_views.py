"""Berechtigungen: which role may do what."""

from django.http import HttpResponse
from django.urls import reverse

from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.doors.staff.people.matrix import Right, all_roles, rights
from drehscheibe.kernel.access import permissions as may
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.tables.columns import Column
from drehscheibe.kernel.tables.response import table_response


@staff_page(may.ENTER)
def role_matrix(request: StaffRequest) -> HttpResponse:
    """The table of rights."""
    context = {
        "roles": all_roles(),
        "rights": list(rights()),
        "trail": [("Übersicht", reverse("staff:home")), ("Berechtigungen", "")],
    }
    return render_page(request, "staff/people/role_matrix.html", context)


@staff_page(may.ENTER)
def role_matrix_export(request: StaffRequest, form: str) -> HttpResponse:
    """The same as a table."""
    columns = [
        Column("code", "Kennung"),
        Column("label", "Berechtigung"),
        Column("scope", "Reichweite"),
        *(Column(role.code, role.label) for role in all_roles()),
    ]
    return table_response("berechtigungen", columns, (_as_row(right) for right in rights()), form)


def _as_row(right: Right) -> dict[str, object]:
    marks = {
        role.code: "ja" if held else "nein"
        for role, held in zip(all_roles(), right.held, strict=True)
    }
    row: dict[str, object] = {"code": right.permission.code, "label": right.permission.label}
    return row | {"scope": right.scope} | marks
