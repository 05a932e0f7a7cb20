"""Addresses of the groups' pages."""

from django.urls import path

from drehscheibe.doors.staff.groups import meeting_views, views

app_name = "groups"
urlpatterns = [
    path("", views.group_list, name="group_list"),
    path("suche/", views.group_search, name="group_search"),
    path("<int:pk>/", views.group_detail, name="group_detail"),
    path("sitzungen/<int:pk>/", meeting_views.meeting_detail, name="meeting_detail"),
    path("beschluesse/<int:pk>/stimme/", meeting_views.decision_vote, name="decision_vote"),
    path("auftraege/<int:pk>/erledigt/", meeting_views.action_finish, name="action_finish"),
    path("gespraeche/<int:pk>/", views.thread_detail, name="thread_detail"),
]
