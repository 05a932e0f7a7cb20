"""Addresses of the circulars' pages."""

from django.urls import path

from drehscheibe.doors.staff.circulars import views

app_name = "circulars"
urlpatterns = [
    path("", views.circular_list, name="circular_list"),
    path("neu/", views.circular_write, name="circular_write"),
    path("<int:pk>/", views.circular_detail, name="circular_detail"),
    path("<int:pk>/versenden/", views.circular_publish, name="circular_publish"),
    path("<int:pk>/erinnern/", views.circular_remind, name="circular_remind"),
    path("eingang/<int:pk>/<str:step>/", views.address_step, name="address_step"),
]
