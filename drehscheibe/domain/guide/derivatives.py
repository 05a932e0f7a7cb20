"""A picture somebody uploads, drawn anew: small enough for telephones, nothing hidden in it."""

import warnings
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from typing import Any

from drehscheibe.domain.guide.refusals import GuideRefused

LARGEST = 10_000_000
"""Bytes of an upload."""
WIDTHS = (320, 640, 1280)
SMALLEST = 160
"""Pixels: what is narrower or lower shows nothing (our assumption)."""
STEEPEST = 4
"""Times as high as wide, or the other way round: more is a strip nobody sees on a telephone."""
QUALITY = 72
FORMS = ["JPEG", "PNG", "WEBP"]
COLOURS = ("L", "RGB", "CMYK")
"""Modes a colour profile may speak of."""
TOO_LARGE = "zu groß. Bitte auf höchstens 6.000 × 6.000 Bildpunkte verkleinern."
NO_PICTURE = (
    "Diese Datei ist kein Bild, das sich zeigen lässt, oder sie ist beschädigt. Bitte als JPEG, "
    "PNG oder WebP speichern (kein SVG, kein GIF)."
)


@dataclass(frozen=True)
class Derived:
    """The same picture by width, as WebP; `width` and `height` are those of the widest."""

    digest: str
    width: int
    height: int
    files: dict[int, bytes]


def derive(data: bytes) -> Derived:
    """Upright, in sRGB on white, without metadata. Raises `GuideRefused`, in words, at `file`.

    Size and number of frames come from the header; nothing is unpacked before they are known.
    """
    from PIL import Image, UnidentifiedImageError  # heavy, and only uploads need it

    if not data:
        raise GuideRefused("Bitte wählen Sie ein Bild.", "file")
    if len(data) > LARGEST:
        raise GuideRefused(f"Das Bild hat mehr als {LARGEST // 1_000_000} MB.", "file")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data), formats=FORMS) as picture:
                _refuse_unfit(picture)
                return _drawn(_upright(picture), picture.info.get("icc_profile"))
    except Image.DecompressionBombError as fault:
        raise GuideRefused(f"Das Bild ist {TOO_LARGE}", "file") from fault
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as fault:
        raise GuideRefused(NO_PICTURE, "file") from fault


def _refuse_unfit(picture: Any) -> None:
    from drehscheibe.kernel.documents.images import LONGEST_SIDE, MOST_PIXELS  # loads Pillow

    width, height = picture.size
    told = f"Das Bild ist mit {width} × {height} Bildpunkten"
    if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
        raise GuideRefused(f"{told} {TOO_LARGE}", "file")
    if min(width, height) < SMALLEST:
        raise GuideRefused(f"{told} zu klein, mindestens {SMALLEST} × {SMALLEST}.", "file")
    if max(width, height) > STEEPEST * min(width, height):
        raise GuideRefused(f"{told} zu schmal. Bitte zuschneiden.", "file")
    if getattr(picture, "n_frames", 1) > 1:
        raise GuideRefused("Das Bild bewegt sich. Bitte ein stehendes Bild wählen.", "file")


def _upright(picture: Any) -> Any:
    """On white, the side up that was up when it was taken; grey, RGB or CMYK as its profile says.

    Colours come later, on the small pictures: a profile costs time per pixel.
    """
    from PIL import Image, ImageOps

    picture.draft("RGB", (WIDTHS[-1], WIDTHS[-1]))  # JPEG only: reads a half, a quarter, an eighth
    picture.load()
    upright = ImageOps.exif_transpose(picture)
    if upright.mode.startswith("I"):  # 16 bits a pixel
        upright = upright.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if upright.mode in {"P", "PA", "LA", "RGBA", "La", "RGBa"} or "transparency" in upright.info:
        upright = upright.convert("RGBA")
        white = Image.new("RGBA", upright.size, "white")
        return Image.alpha_composite(white, upright).convert("RGB")
    return upright if upright.mode in COLOURS else upright.convert("RGB")


def _to_srgb(mode: str, profile: bytes | None) -> Any:
    """Takes colours to those every screen means; telephones take photos in wider ones.

    None without a profile and with one that is damaged or meant for other channels: the picture
    counts more than its shades.
    """
    if not profile:
        return None
    from PIL import ImageCms

    try:
        return ImageCms.buildTransform(
            ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB"), mode, "RGB"
        )
    except (ImageCms.PyCMSError, OSError):
        return None


def _drawn(picture: Any, profile: bytes | None) -> Derived:
    from PIL import Image

    to_srgb = _to_srgb(picture.mode, profile)
    widths = [each for each in WIDTHS if each <= picture.width] or [picture.width]
    files, sizes = {}, []
    for width in widths:
        height = max(1, round(picture.height * width / picture.width))
        bare = Image.new("RGB", (width, height))
        small = picture.resize((width, height), Image.Resampling.LANCZOS)
        bare.paste(to_srgb.apply(small) if to_srgb else small.convert("RGB"))
        out = BytesIO()
        bare.save(out, "WEBP", quality=QUALITY, method=4)
        files[width] = out.getvalue()
        sizes.append((width, height))
    digest = sha256(b"".join(files.values())).hexdigest()[:32]
    return Derived(digest, *sizes[-1], files)
