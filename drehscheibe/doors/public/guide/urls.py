"""The guide: an index for each centre, and its pages, named by their identity."""

from django.urls import path

from drehscheibe.doors.public.guide import views

PAGE = "wegweiser/<str:key>/<str:identity>/"
urlpatterns = [
    path("wegweiser/", views.guide_list, name="guides"),
    path("wegweiser/<str:key>/", views.guide_index, name="guide"),
    path(PAGE, views.guide_page, name="guide_page_by_identity"),
    path(f"{PAGE}<slug:slug>/", views.guide_page, name="guide_page"),
    path(f"{PAGE}<slug:slug>/alles/", views.guide_chapter, name="guide_chapter"),
]
