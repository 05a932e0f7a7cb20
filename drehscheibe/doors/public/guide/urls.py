"""The guide: an index for each centre, and its pages, named by their identity.

Behind `auf/<tag>/` stands the same in a language beyond those of the interface (docs/adr/0031).
"""

from django.urls import path

from drehscheibe.doors.public.guide import picture_views, print_views, views

PAGE = "wegweiser/<str:key>/<str:identity>/"
urlpatterns = [
    path("wegweiser/", views.guide_list, name="guides"),
    path("wegweiser/<str:key>/", views.guide_index, name="guide"),
    path("wegweiser/<str:key>/wegweiser.pdf", print_views.whole, name="guide_print"),
    path(
        "wegweiser/bild/<slug:digest>-<int:width>.webp", picture_views.picture, name="guide_picture"
    ),
    path("wegweiser/<str:key>/auf/<str:tag>/", views.guide_index, name="guide_further"),
    path(
        "wegweiser/<str:key>/auf/<str:tag>/wegweiser.pdf",
        print_views.whole,
        name="guide_further_print",
    ),
    path(PAGE, views.guide_page, name="guide_page_by_identity"),
    path(f"{PAGE}<slug:slug>/", views.guide_page, name="guide_page"),
    path(f"{PAGE}<slug:slug>/alles/", views.guide_chapter, name="guide_chapter"),
    path(f"{PAGE}<slug:slug>/alles.pdf", print_views.chapter, name="guide_chapter_print"),
    path(f"{PAGE}<slug:slug>/auf/<str:tag>/", views.guide_page, name="guide_page_further"),
    path(
        f"{PAGE}<slug:slug>/auf/<str:tag>/alles/",
        views.guide_chapter,
        name="guide_chapter_further",
    ),
    path(
        f"{PAGE}<slug:slug>/auf/<str:tag>/alles.pdf",
        print_views.chapter,
        name="guide_chapter_further_print",
    ),
]
