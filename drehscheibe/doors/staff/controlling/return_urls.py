"""Addresses of returns."""

from django.urls import path

from drehscheibe.doors.staff.controlling import return_reminding, return_views

urlpatterns = [
    path("ruecklauf/", return_views.return_matrix, name="return_matrix"),
    path("ruecklauf.<slug:form>", return_views.return_export, name="return_export"),
    path("ruecklauf/ausnahmen/<int:pk>/beenden/", return_views.lock_close, name="lock_close"),
    path(
        "ruecklauf/<slug:obligation>/<int:year>/", return_views.obligation_detail,
        name="obligation_detail",
    ),
    path(
        "ruecklauf/<slug:obligation>/<int:year>/erinnern/", return_reminding.return_remind,
        name="return_remind",
    ),
    path(
        "ruecklauf/<slug:obligation>/<int:year>/ausnahme/", return_views.lock_open,
        name="lock_open",
    ),
]  # fmt: skip
