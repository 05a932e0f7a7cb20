"""Pictures of the guide as other systems get them: addresses, words, whose they are."""

from html import unescape

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.html import format_html

from drehscheibe.domain.guide.models import GuidePicture
from drehscheibe.domain.guide.pictures import licence_label


def file_url(picture: GuidePicture, width: int) -> str:
    """The address of a width, in no language of its own."""
    with translation.override(settings.LANGUAGE_CODE):
        return reverse("public:guide_picture", args=[picture.digest, width])


def for_others(site: str, picture: GuidePicture, body: str) -> str:
    """A picture in a text that other systems take: whole address, its words, whose it is."""
    told = " · ".join(filter(None, (picture.author, licence_label(picture.licence))))
    return format_html(
        '<p><img src="{}" alt="{}" width="{}" height="{}"><br>{}</p>',
        site + file_url(picture, picture.width), unescape(body), picture.width, picture.height,
        told,
    )  # fmt: skip
