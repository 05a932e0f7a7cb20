"""Photos from telephones: made small enough to be kept, without unpacking all their pixels.

A JPEG can be read at a half, a quarter or an eighth of its size, so that a photo of 50 million
pixels needs the memory of 12. A progressive JPEG cannot: it has to be within the common limit.
"""

import warnings
from io import BytesIO

from PIL import Image, UnidentifiedImageError

from drehscheibe.kernel.documents.images import MOST_PIXELS
from drehscheibe.kernel.documents.refusals import UploadRefused

LONGEST_SIDE = 4000
"""Pixels: a receipt on A4 stays readable at more than 300 dots an inch."""
READ_AT_LEAST = 3000
MOST_PHOTO_PIXELS = 250_000_000


def smaller(data: bytes) -> bytes:
    """The JPEG with a longest side of 4,000 pixels; raises `UploadRefused`."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data), formats=["JPEG"]) as photo:
                if max(photo.size) <= LONGEST_SIDE:
                    return data
                _refuse_too_large(photo)
                return _drawn_smaller(photo)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError) as fault:
        raise UploadRefused(
            "Das Foto ist beschädigt. Bitte fotografieren Sie noch einmal."
        ) from fault


def _refuse_too_large(photo: Image.Image) -> None:
    width, height = photo.size
    most = MOST_PIXELS if photo.info.get("progressive") else MOST_PHOTO_PIXELS
    if width * height > most:
        raise UploadRefused(
            f"Das Foto ist mit {width} × {height} Bildpunkten zu groß. Stellen Sie in der Kamera "
            "eine kleinere Auflösung ein und fotografieren Sie noch einmal."
        )


def _drawn_smaller(photo: Image.Image) -> bytes:
    """Half, quarter or eighth while reading, then exactly to the longest side."""
    orientation = photo.getexif().get(0x0112, 1)
    photo.draft("RGB", (READ_AT_LEAST, READ_AT_LEAST))
    photo.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    small = photo if photo.mode in {"L", "RGB"} else photo.convert("RGB")
    exif = Image.Exif()
    exif[0x0112] = orientation  # which side is up; everything else stays behind
    out = BytesIO()
    small.save(out, "JPEG", quality=88, exif=exif)
    return out.getvalue()
