"""What a process reads once before its first answer, so that no reader waits for it."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

import drehscheibe.config.urls  # noqa: F401 (every page with what it imports)
from drehscheibe.kernel.language.catalogues import all_missing


def every_language_ready() -> None:
    """The catalogue of every language, and its table of public addresses.

    Django keeps a table of addresses for each language and makes it when first asked: with the
    catalogue that made the first page in a language three times as long as the next ones.
    """
    all_missing()
    for code, _ in settings.LANGUAGES:
        with override(code):
            reverse("public:start")
