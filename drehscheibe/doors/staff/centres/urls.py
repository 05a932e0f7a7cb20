"""Addresses of the pages of centres, concepts and foundings."""

from django.urls import path

from drehscheibe.doors.staff.centres import (
    concept_deciding,
    concept_editing,
    concept_views,
    correction_views,
    founding_views,
    profile_views,
)

app_name = "centres"
urlpatterns = [
    path("", profile_views.centre_list, name="centre_list"),
    path("liste.<slug:form>", profile_views.centre_export, name="centre_export"),
    path("konzepte/", concept_views.concept_list, name="concept_list"),
    path("konzepte/liste.<slug:form>", concept_views.concept_export, name="concept_export"),
    path("konzepte/<int:pk>/", concept_views.concept_detail, name="concept_detail"),
    path("konzepte/<int:pk>/bearbeiten/", concept_editing.concept_edit, name="concept_edit"),
    path("konzepte/<int:pk>/beschluss/", concept_deciding.concept_adopt, name="concept_adopt"),
    path(
        "konzepte/<int:pk>/fortschreibung/", concept_deciding.concept_update, name="concept_update"
    ),
    path(
        "konzepte/<int:pk>/einvernehmen/",
        concept_deciding.concept_agreement,
        name="concept_agreement",
    ),
    path(
        "konzepte/<int:pk>/berichtigung/",
        correction_views.concept_correct,
        name="concept_correct",
    ),
    path(
        "konzepte/<int:pk>/berichtigung/pruefen/",
        correction_views.concept_settle,
        name="concept_settle",
    ),
    path("konzepte/<int:pk>/verwerfen/", concept_deciding.concept_discard, name="concept_discard"),
    path(
        "konzepte/<int:pk>/dateien/<uuid:document>/",
        concept_views.concept_document,
        name="concept_document",
    ),
    path("<slug:key>/", profile_views.centre_detail, name="centre_detail"),
    path("<slug:key>/profil/", profile_views.profile_edit, name="profile_edit"),
    path("<slug:key>/konzepte/neu/", concept_editing.concept_begin, name="concept_begin"),
    path("<slug:key>/gruendung/", founding_views.founding_detail, name="founding_detail"),
    path("<slug:key>/gruendung/beginnen/", founding_views.founding_begin, name="founding_begin"),
    path(
        "<slug:key>/gruendung/beschluesse/",
        founding_views.founding_decision,
        name="founding_decision",
    ),
    path(
        "<slug:key>/gruendung/schritte/<slug:step>/",
        founding_views.founding_step,
        name="founding_step",
    ),
]
