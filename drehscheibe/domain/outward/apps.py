"""The room outward: links to other places, asked by night."""

from django.apps import AppConfig


class OutwardConfig(AppConfig):
    """Links nach außen."""

    name = "drehscheibe.domain.outward"
    label = "outward"
    verbose_name = "Links nach außen"
