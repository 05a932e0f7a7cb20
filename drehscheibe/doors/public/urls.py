"""The site for everybody. German addresses stand at the root, other languages below their code."""

from django.urls import include, path

from drehscheibe.doors.public import centres, feeds, figures, finder, history, legal, open_data

app_name = "public"
urlpatterns = [
    path("", finder.start, name="start"),
    path("suche/", finder.search, name="search"),
    path("deutsch-lernen/", finder.topic, {"name": "learn_german"}, name="learn_german"),
    path("hilfe-im-alltag/", finder.topic, {"name": "everyday_help"}, name="everyday_help"),
    path("ehrenamt/", finder.topic, {"name": "volunteering"}, name="volunteering"),
    path("zentren/", centres.centre_list, name="centres"),
    path("zentren/<str:key>/", centres.centre_detail, name="centre_by_key"),
    path("zentren/<str:key>/hinweis/", centres.correction, name="correction"),
    path("zentren/<str:key>/konzept/<int:pk>/", centres.concept_file, name="concept_file"),
    path("zentren/<str:key>/<slug:slug>/", centres.centre_detail, name="centre"),
    path("foerderung/", include("drehscheibe.doors.public.forwarding.urls")),
    path("", include("drehscheibe.doors.public.events.urls")),
    path("", include("drehscheibe.doors.public.guide.urls")),
    path("", include("drehscheibe.doors.public.courses.urls")),
    path("", include("drehscheibe.doors.public.actors.urls")),
    path("", include("drehscheibe.doors.public.network.urls")),
    path("", include("drehscheibe.doors.public.finding.urls")),
    path("geschichte/", history.history, name="history"),
    path("zahlen/", figures.figures, name="figures"),
    path("barrierefreiheit/", legal.accessibility, name="accessibility"),
    path("datenschutz/", legal.privacy, name="privacy"),
    path("impressum/", legal.imprint, name="imprint"),
    path("feeds/<str:kind>.atom", feeds.feed, name="atom"),
    path("offene-daten/", open_data.open_data, name="open_data"),
    path("datenquellen/", legal.sources, name="sources"),
]
