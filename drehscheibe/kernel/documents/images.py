"""Images are drawn anew: what was hidden in the file (place, device, payload) stays behind."""

import warnings
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from drehscheibe.kernel.documents.refusals import UploadRefused

MOST_PIXELS = 40_000_000
LONGEST_SIDE = 20_000
MODES = {"PNG": ("1", "L", "LA", "P", "RGB", "RGBA"), "JPEG": ("L", "RGB")}


def clean_image(data: bytes, form: str) -> bytes:
    """The same picture, upright, without metadata; `form` is PNG or JPEG.

    Raises `UploadRefused` when the picture is damaged or has more than 40 million pixels; the
    size is read from the header, nothing is unpacked before.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data), formats=[form]) as picture:
                _check_size(picture.size)
                return _drawn_anew(picture, form)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError) as fault:
        raise UploadRefused(
            "Das Bild ist beschädigt oder zu groß. Bitte neu speichern und hochladen."
        ) from fault
    except ValueError as fault:
        raise UploadRefused("Das Bild ist beschädigt. Bitte neu speichern.") from fault


def _check_size(size: tuple[int, int]) -> None:
    width, height = size
    if width * height > MOST_PIXELS or max(size) > LONGEST_SIDE:
        raise UploadRefused(
            f"Das Bild ist mit {width} × {height} Bildpunkten zu groß. "
            "Bitte auf höchstens 6.000 × 6.000 verkleinern."
        )


def _drawn_anew(picture: Image.Image, form: str) -> bytes:
    picture.load()
    upright = ImageOps.exif_transpose(picture)
    if upright.mode not in MODES[form]:
        upright = upright.convert("RGBA" if form == "PNG" and "A" in upright.mode else "RGB")
    bare = Image.new(upright.mode, upright.size)
    if upright.mode == "P":
        bare.putpalette(upright.getpalette() or [])
    bare.paste(upright)
    out = BytesIO()
    if form == "JPEG":
        bare.save(out, form, quality=90)
    else:
        transparency = picture.info.get("transparency")
        extra = {} if transparency is None else {"transparency": transparency}
        bare.save(out, form, optimize=False, **extra)
    return out.getvalue()
