"""Sign-in, second factor, providers: django-allauth under German addresses."""

from django.urls import include, path

urlpatterns = [path("", include("allauth.urls"))]
