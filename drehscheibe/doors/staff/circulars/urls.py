"""Addresses of the circulars' pages, and of feedback from practice."""

from django.urls import path

from drehscheibe.doors.staff.circulars import (
    attachment_views,
    feedback_views,
    sending_views,
    views,
)

app_name = "circulars"
urlpatterns = [
    path("", views.circular_list, name="circular_list"),
    path("neu/", sending_views.circular_write, name="circular_write"),
    path("<int:pk>/", views.circular_detail, name="circular_detail"),
    path("<int:pk>/bearbeiten/", sending_views.circular_edit, name="circular_edit"),
    path("<int:pk>/versenden/", sending_views.circular_publish, name="circular_publish"),
    path("<int:pk>/zurueckziehen/", sending_views.circular_withdraw, name="circular_withdraw"),
    path("<int:pk>/erinnern/", sending_views.circular_remind, name="circular_remind"),
    path("<int:pk>/anlagen/", attachment_views.attachment_list, name="attachment_list"),
    path(
        "<int:pk>/anlagen/<int:attachment>/entfernen/",
        attachment_views.attachment_remove,
        name="attachment_remove",
    ),
    path(
        "<int:pk>/anlage/<uuid:document>/",
        attachment_views.attachment_file,
        name="attachment_file",
    ),
    path("eingang/<int:pk>/<str:step>/", views.address_step, name="address_step"),
    path("rueckmeldungen/", feedback_views.feedback_list, name="feedback_list"),
    path("rueckmeldungen/neu/", feedback_views.feedback_give, name="feedback_give"),
    path("rueckmeldungen/buendeln/", feedback_views.bundle_make, name="bundle_make"),
    path("rueckmeldungen/<int:pk>/", feedback_views.bundle_detail, name="bundle_detail"),
]
