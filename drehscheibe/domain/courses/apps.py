"""The room courses: language courses, their providers' links, what is missing."""

from django.apps import AppConfig


class CoursesConfig(AppConfig):
    """Sprachkurse."""

    name = "drehscheibe.domain.courses"
    label = "courses"
    verbose_name = "Sprachkurse"
