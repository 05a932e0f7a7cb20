"""Addresses that machines look for at a fixed place, in no language."""

from django.urls import path

from drehscheibe.doors.public import for_machines, papers, sitemaps

urlpatterns = [
    path(".well-known/security.txt", for_machines.security_txt, name="security_txt"),
    path("robots.txt", for_machines.robots_txt, name="robots_txt"),
    path("sitemap.xml", sitemaps.sitemap_index, name="sitemap"),
    path(
        "sitemap/<str:language>/wegweiser-<str:key>.xml",
        sitemaps.sitemap_guide,
        name="sitemap_guide",
    ),
    path(
        "sitemap/<str:language>/<str:kind>-<int:number>.xml",
        sitemaps.sitemap_sheet,
        name="sitemap_sheet",
    ),
    path("gruppen/<int:pk>/papiere.atom", papers.group_papers, name="group_papers"),
    path("gruppen/papiere/<int:pk>/", papers.public_paper, name="public_paper"),
]
