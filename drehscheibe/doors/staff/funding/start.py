"""The address of the area without more."""

from django.http import HttpResponse
from django.shortcuts import redirect

from drehscheibe.domain.funding import permissions as may
from drehscheibe.doors.staff.pages import StaffRequest, staff_page


@staff_page(*may.READING)
def funding_start(request: StaffRequest) -> HttpResponse:
    """Who types it, or cuts an address short, comes to the list."""
    return redirect("staff:funding:application_list")
