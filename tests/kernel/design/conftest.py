"""Rendering pages without a door, a database or collected static files."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import resolve
from django.utils import translation
from pytest_django.fixtures import Settings

from tests.kernel.design.gallery import gallery_context

Render = Callable[..., str]


@pytest.fixture(autouse=True)
def _plain_static_files(settings: Settings) -> None:
    """Addresses of static files without the list that collectstatic writes."""
    plain = f"{StaticFilesStorage.__module__}.{StaticFilesStorage.__qualname__}"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": plain}}
    settings.ROOT_URLCONF = "tests.kernel.design.urls"


@pytest.fixture
def gallery() -> Render:
    """The gallery as HTML, in a layout and a language."""

    def render(layout: str = "staff", language: str = "de") -> str:
        with translation.override(language):
            path = "/zentren/" if language == settings.LANGUAGE_CODE else f"/{language}/zentren/"
            request = RequestFactory().get(path, {"ort": "Ahlen"})
            request.resolver_match = resolve(path)
            request.user = SimpleNamespace(
                is_authenticated=layout == "staff", person="Mara Beispiel"
            )  # type: ignore[assignment]
            context = gallery_context(f"design/{layout}_base.html")
            return render_to_string("design/gallery.html", context, request)

    return render
