"""Addresses of the allocation pages."""

from django.urls import path

from drehscheibe.doors.staff.forwarding.allocations import (
    double_views,
    plan_views,
    share_views,
    views,
)

app_name = "allocations"
urlpatterns = [
    path("", views.allocation_list, name="allocation_list"),
    path("zuteilungen.<str:form>", views.allocation_export, name="allocation_export"),
    path("neu/", plan_views.allocation_plan, name="allocation_plan"),
    path("doppelfoerderung/", double_views.double_list, name="double_list"),
    path("programme/", views.programme_list, name="programme_list"),
    path("runde/<str:programme>/<int:year>/", plan_views.round_detail, name="round_detail"),
    path(
        "runde/<str:programme>/<int:year>/schritt/<str:step>/",
        plan_views.round_step,
        name="round_step",
    ),
    path("<str:number>/", views.allocation_detail, name="allocation_detail"),
    path("<str:number>/bescheid/", views.allocation_notice, name="allocation_notice"),
    path("<str:number>/gemeinden/", share_views.allocation_shares, name="allocation_shares"),
]
