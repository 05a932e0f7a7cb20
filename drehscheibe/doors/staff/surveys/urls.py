"""Addresses of the surveys' pages."""

from django.urls import path

from drehscheibe.doors.staff.surveys import views

app_name = "surveys"
urlpatterns = [
    path("", views.survey_list, name="survey_list"),
    path("<int:pk>/", views.survey_results, name="survey_results"),
    path("<int:pk>/erinnern/", views.survey_remind, name="survey_remind"),
    path("<int:pk>/export.csv", views.survey_export, name="survey_export"),
    path("antwort/<int:pk>/", views.response_edit, name="response_edit"),
]
