"""Anschriften: where letters to and from the organisations one cares for go, from which day."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.core.validators import RegexValidator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from drehscheibe.doors.staff.fields import DayField
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.access import permissions as may
from drehscheibe.kernel.access.actions import AccessRefused
from drehscheibe.kernel.access.addresses import PostalAddress, record_address
from drehscheibe.kernel.access.selectors import organisations_managed
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.language.lines import one_line

PAGE = 60


class AddressForm(forms.Form):
    """One address, and from which day letters carry it."""

    unit = forms.CharField(
        label="Zusatz unter dem Namen",
        max_length=150,
        required=False,
        help_text="Zum Beispiel „Der Landrat“ oder „Dezernat 36“",
    )
    street = forms.CharField(label="Straße und Hausnummer oder Postfach", max_length=150)
    postcode = forms.CharField(
        label="Postleitzahl",
        max_length=5,
        validators=[RegexValidator(r"\A[0-9]{5}\Z", "Bitte geben Sie fünf Ziffern ein.")],
        widget=forms.TextInput(attrs={"class": "input--short", "inputmode": "numeric"}),
    )
    place = forms.CharField(label="Ort", max_length=80)
    contact = forms.CharField(label="Telefon oder E-Mail", max_length=150, required=False)
    valid_from = DayField(label="Gilt ab")

    def given(self) -> PostalAddress:
        """What was typed, each on one line, for the action."""
        said = self.cleaned_data
        texts = ("unit", "street", "postcode", "place", "contact")
        return PostalAddress(
            **{name: one_line(said[name]) for name in texts}, valid_from=said["valid_from"]
        )


@staff_page(may.MANAGE, may.MANAGE_ALL)
def address_list(request: StaffRequest) -> HttpResponse:
    """Every organisation one cares for with its address of today, or that none is known."""
    rows = organisations_managed(request.standing).prefetch_related("addresses").order_by("name")
    page = Paginator(rows, PAGE).get_page(request.GET.get("seite"))
    context = {
        "page": page,
        "rows": [(each, each.address_on(request.today)) for each in page],
        "trail": [("Übersicht", reverse("staff:home")), ("Anschriften", "")],
    }
    return render_page(request, "staff/people/address_list.html", context)


@staff_page(may.MANAGE, may.MANAGE_ALL)
def address_edit(request: StaffRequest, pk: int) -> HttpResponse:
    """Anschrift ändern: the new one holds from a day, the one before until the day before."""
    organisation = get_object_or_404(organisations_managed(request.standing), pk=pk)
    known = organisation.address_on(request.today)
    form = AddressForm(request.POST or None, initial=_initial(known) | {"valid_from": None})
    if form.is_valid():
        try:
            record_address(organisation, form.given(), by=request.person, at=request.now)
        except AccessRefused as refusal:
            form.add_error("valid_from", str(refusal))
        else:
            messages.success(request, f"Die Anschrift ist gespeichert: {organisation}.")
            return redirect("staff:people:address_list")
    context = {
        "form": form,
        "organisation": organisation,
        "known": known,
        "trail": [
            ("Übersicht", reverse("staff:home")),
            ("Anschriften", reverse("staff:people:address_list")),
            (organisation.name, ""),
        ],
    }
    status = 422 if form.errors else 200
    return render_page(request, "staff/people/address_edit.html", context, status=status)


def _initial(known: Any) -> dict[str, Any]:
    names = ("unit", "street", "postcode", "place", "contact")
    return {name: getattr(known, name, "") for name in names}
