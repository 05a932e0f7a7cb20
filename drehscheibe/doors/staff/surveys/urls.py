"""Addresses of the surveys' pages."""

from django.urls import path

from drehscheibe.doors.staff.surveys import (
    answer_views,
    chain_views,
    draft_views,
    run_views,
    views,
)

app_name = "surveys"
urlpatterns = [
    path("", views.survey_list, name="survey_list"),
    path("neu/", draft_views.survey_draft, name="survey_draft"),
    path("<int:pk>/", views.survey_results, name="survey_results"),
    path("<int:pk>/rahmen/", draft_views.survey_edit, name="survey_edit"),
    path("<int:pk>/fragen/", draft_views.survey_questions, name="survey_questions"),
    path("<int:pk>/fragen/neu/", draft_views.question_add, name="question_add"),
    path("fragen/<int:pk>/", draft_views.question_edit, name="question_edit"),
    path("fragen/<int:pk>/<str:step>/", draft_views.question_step, name="question_step"),
    path("<int:pk>/vorschau/", draft_views.survey_preview, name="survey_preview"),
    path("<int:pk>/starten/", run_views.survey_open, name="survey_open"),
    path("<int:pk>/schritt/<str:step>/", run_views.survey_act, name="survey_act"),
    path("<int:pk>/erinnern/", run_views.survey_remind, name="survey_remind"),
    path("<int:pk>/antworten/", views.survey_matrix, name="survey_matrix"),
    path("<int:pk>/export.csv", views.survey_export, name="survey_export"),
    path("<int:pk>/kette/", chain_views.survey_chain, name="survey_chain"),
    path("<int:pk>/kette/<int:link>/loesen/", chain_views.chain_unlink, name="chain_unlink"),
    path("antwort/<int:pk>/", answer_views.response_edit, name="response_edit"),
    path("antwort/<int:pk>/lesen/", answer_views.response_detail, name="response_detail"),
    path("antwort/<int:pk>/zurueck/", answer_views.response_return, name="response_return"),
    path("antwort/<int:pk>/ablehnen/", answer_views.response_decline, name="response_decline"),
    path("antwort/<int:pk>/datei/<int:question>/", answer_views.answer_file, name="answer_file"),
]
