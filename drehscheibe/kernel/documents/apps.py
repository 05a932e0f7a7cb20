"""The room documents: uploads and generated letters."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Dokumente."""

    name = "drehscheibe.kernel.documents"
    label = "documents"
    verbose_name = "Dokumente"
