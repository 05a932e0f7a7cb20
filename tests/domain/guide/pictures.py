"""Real files for tests of pictures."""

from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw

from drehscheibe.domain.guide.pictures import Offered

ALT = "Der Eingang des Rathauses mit einer Rampe"


def image(mode: str = "RGB", size: tuple[int, int] = (800, 600)) -> Image.Image:
    """A drawing: red on the left, blue on the right."""
    picture = Image.new("RGB", size, "blue")
    ImageDraw.Draw(picture).rectangle((0, 0, size[0] // 2, size[1]), fill="red")
    return picture.convert(mode)


def saved(picture: Image.Image, form: str = "JPEG", **named: Any) -> bytes:
    """As a file."""
    out = BytesIO()
    picture.save(out, form, **named)
    return out.getvalue()


def offered(content: bytes | None = None, alternative: str = ALT) -> Offered:
    """What an editor sends."""
    return Offered(content or saved(image()), alternative, "Mia Muster", "by4")
