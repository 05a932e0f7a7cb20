"""Addresses of the groups' pages."""

from django.urls import path

from drehscheibe.doors.staff.groups import (
    action_views,
    agenda_views,
    charter_views,
    decision_views,
    feed_views,
    meeting_steps,
    meeting_views,
    member_views,
    minutes_views,
    paper_views,
    poll_views,
    talk_views,
    views,
)

app_name = "groups"
A_GROUP = [
    path("<int:pk>/", views.group_detail, name="group_detail"),
    path("<int:pk>/angaben/", charter_views.group_edit, name="group_edit"),
    path("<int:pk>/mitglieder/", member_views.member_list, name="member_list"),
    path("<int:pk>/beitreten/", member_views.group_join, name="group_join"),
    path("<int:pk>/sitzungen/", views.meeting_list, name="meeting_list"),
    path("<int:pk>/abo/", feed_views.group_feeds_own, name="group_feeds"),
    path("<int:pk>/sitzungen/neu/", meeting_views.meeting_plan, name="meeting_plan"),
    path("<int:pk>/beschluesse/", decision_views.decision_list, name="decision_list"),
    path("<int:pk>/beschluesse.<str:form>", decision_views.decision_export, name="decision_export"),
    path("<int:pk>/auftraege/", action_views.action_list, name="action_list"),
    path("<int:pk>/auftraege/neu/", action_views.action_assign, name="action_assign"),
    path("<int:pk>/papiere/", paper_views.paper_list, name="paper_list"),
    path("<int:pk>/papiere/neu/", paper_views.paper_add, name="paper_add"),
    path("<int:pk>/gespraeche/", talk_views.thread_list, name="thread_list"),
    path("<int:pk>/gespraeche/neu/", talk_views.thread_open, name="thread_open"),
    path("<int:pk>/terminumfragen/neu/", poll_views.poll_open, name="poll_open"),
]
MEMBERS = [
    path("mitglieder/<int:pk>/aufgabe/", member_views.member_change, name="member_change"),
    path("mitglieder/<int:pk>/ende/", member_views.member_end, name="member_end"),
    path("mitglieder/<int:pk>/abo/", feed_views.member_feed, name="member_feed"),
    path("abo/<int:pk>/widerrufen/", feed_views.group_feed_revoke, name="group_feed_revoke"),
    path("anfragen/<int:pk>/", member_views.request_answer, name="request_answer"),
]
MEETINGS = [
    path("sitzungen/<int:pk>/", meeting_views.meeting_detail, name="meeting_detail"),
    path("sitzungen/<int:pk>/aendern/", meeting_views.meeting_edit, name="meeting_edit"),
    path("sitzungen/<int:pk>/termin.ics", meeting_views.meeting_calendar, name="meeting_calendar"),
    path("sitzungen/<int:pk>/abschliessen/", meeting_views.meeting_hold, name="meeting_hold"),
    path("sitzungen/<int:pk>/absagen/", meeting_views.meeting_cancel, name="meeting_cancel"),
    path("sitzungen/<int:pk>/schritt/<str:step>/", meeting_steps.meeting_step, name="meeting_step"),
    path("sitzungen/<int:pk>/tagesordnung/", agenda_views.agenda, name="agenda"),
    path("punkte/<int:pk>/", agenda_views.item_edit, name="item_edit"),
    path("punkte/<int:pk>/schritt/", agenda_views.item_step, name="item_step"),
    path("punkte/<int:pk>/beschluss/", decision_views.decision_propose, name="decision_propose"),
    path("sitzungen/<int:pk>/protokoll/", minutes_views.minutes_edit, name="minutes_edit"),
    path(
        "sitzungen/<int:pk>/protokoll/abstimmung/",
        meeting_steps.meeting_circulate,
        name="meeting_circulate",
    ),
    path(
        "sitzungen/<int:pk>/protokoll/anmerkung/",
        minutes_views.minutes_comment,
        name="minutes_comment",
    ),
    path(
        "sitzungen/<int:pk>/protokoll/berichtigung/",
        minutes_views.minutes_correct,
        name="minutes_correct",
    ),
    path(
        "sitzungen/<int:pk>/protokoll/fassungen/",
        minutes_views.minutes_versions,
        name="minutes_versions",
    ),
]
WORK = [
    path("beschluesse/<int:pk>/", decision_views.decision_detail, name="decision_detail"),
    path("beschluesse/<int:pk>/stimme/", decision_views.decision_vote, name="decision_vote"),
    path("beschluesse/<int:pk>/ergebnis/", decision_views.decision_close, name="decision_close"),
    path("auftraege/<int:pk>/", action_views.action_detail, name="action_detail"),
    path("auftraege/<int:pk>/erledigt/", action_views.action_finish, name="action_finish"),
    path("auftraege/<int:pk>/<str:step>/", action_views.action_step, name="action_step"),
    path("papiere/<int:pk>/", paper_views.paper_detail, name="paper_detail"),
    path("papiere/<int:pk>/angaben/", paper_views.paper_edit, name="paper_edit"),
    path("papiere/<int:pk>/sichtbar/", paper_views.paper_release, name="paper_release"),
    path("papiere/<int:pk>/papierkorb/", paper_views.paper_trash, name="paper_trash"),
    path("papiere/<int:pk>/<uuid:document>/", paper_views.paper_file, name="paper_file"),
    path("gespraeche/<int:pk>/", talk_views.thread_detail, name="thread_detail"),
    path("gespraeche/<int:pk>/schritt/", talk_views.thread_step, name="thread_step"),
    path("beitraege/<int:pk>/entfernen/", talk_views.post_remove, name="post_remove"),
    path("mails/", talk_views.mails_switch, name="mails_switch"),
    path("terminumfragen/<int:pk>/", poll_views.poll_detail, name="poll_detail"),
    path("terminumfragen/termine/<int:pk>/", poll_views.poll_choose, name="poll_choose"),
]
urlpatterns = [
    path("", views.group_list, name="group_list"),
    path("neu/", charter_views.group_found, name="group_found"),
    path("suche/", views.group_search, name="group_search"),
    *A_GROUP,
    *MEMBERS,
    *MEETINGS,
    *WORK,
]
