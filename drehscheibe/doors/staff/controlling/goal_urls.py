"""Addresses of goal periods and goals."""

from django.urls import path

from drehscheibe.doors.staff.controlling import (
    goal_acting_views,
    goal_views,
    local_field_views,
    period_acting_views,
    period_views,
)

PERIOD = "ziele/<int:period>/"
GOAL = f"{PERIOD}<int:number>/"
urlpatterns = [
    path("ziele/", period_views.period_list, name="period_list"),
    path("ziele.<str:form>", period_views.period_export, name="period_export"),
    path("ziele/neu/", period_views.period_start, name="period_start"),
    path("ziele/felder/", local_field_views.local_field_list, name="local_field_list"),
    path("ziele/felder/<int:field>/", local_field_views.local_field_edit, name="local_field_edit"),
    path(PERIOD, period_views.period_detail, name="period_detail"),
    path(f"{PERIOD}zeitraum/", period_views.period_frame, name="period_frame"),
    path(f"{PERIOD}abstimmung/", period_acting_views.period_agree, name="period_agree"),
    path(f"{PERIOD}oeffnen/", period_acting_views.period_share, name="period_share"),
    path(f"{PERIOD}schritt/<str:step>/", period_acting_views.period_step, name="period_step"),
    path(f"{PERIOD}neues-ziel/", goal_views.goal_add, name="goal_add"),
    path(f"{GOAL}bearbeiten/", goal_views.goal_edit, name="goal_edit"),
    path(f"{GOAL}zeile/", goal_views.goal_row, name="goal_row"),
    path(f"{GOAL}hinweis/", goal_views.advice_answer, name="advice_answer"),
    path(f"{GOAL}fassungen/", goal_acting_views.goal_versions, name="goal_versions"),
    path(f"{GOAL}schritt/<str:step>/", goal_acting_views.goal_step, name="goal_step"),
]
