"""What becomes of uploaded pictures; no. 6 „Bad input“: hostile and damaged files."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image, ImageCms

from drehscheibe.domain.guide.derivatives import derive
from drehscheibe.domain.guide.refusals import GuideRefused
from tests.domain.guide.pictures import image, saved

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def bomb(width: int, height: int) -> bytes:
    """A PNG whose header promises so many pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


def wide_profile() -> bytes:
    """sRGB with the three primaries of Display P3: what telephones write into photos."""
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    primaries = {
        b"rXYZ": (0.51512, 0.2412, -0.00105),
        b"gXYZ": (0.29198, 0.69225, 0.04189),
        b"bXYZ": (0.1571, 0.06657, 0.78407),
    }
    (count,) = struct.unpack_from(">I", data, 128)
    for number in range(count):
        name, start, _ = struct.unpack_from(">4sII", data, 132 + 12 * number)
        if name in primaries:
            fixed = [round(each * 65536) for each in primaries[name]]
            struct.pack_into(">3i", data, start + 8, *fixed)
    return bytes(data)


def colour(content: bytes) -> tuple[int, ...]:
    """Of the middle."""
    picture = opened(content).convert("RGB")
    return picture.getpixel((picture.width // 2, picture.height // 2))  # type: ignore[return-value]


def near(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """WebP keeps colours to a few steps."""
    return all(abs(a - b) <= 6 for a, b in zip(one, other, strict=True))


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


def test_three_widths_never_wider_than_the_upload() -> None:
    large = derive(saved(image(size=(2000, 1000))))
    assert list(large.files) == [320, 640, 1280]
    assert (large.width, large.height) == (1280, 640)
    assert opened(large.files[320]).size == (320, 160)
    assert list(derive(saved(image(size=(700, 500)))).files) == [320, 640]
    assert list(derive(saved(image(size=(200, 300)))).files) == [200]


def test_where_it_was_taken_stays_behind_and_up_stays_up() -> None:
    exif = Image.Exif()
    exif[0x0112] = 3  # taken upside down
    exif.get_ifd(0x8825)[2] = (51.0, 57.0, 0.0)
    exif[0x010F] = "Kamera von Mia"
    data = saved(image(), exif=exif, comment=b"<script>")
    assert b"Kamera von Mia" in data
    derived = derive(data)
    for content in derived.files.values():
        assert not opened(content).getexif()
        assert b"Kamera" not in content
        assert b"script" not in content
    red, _, blue = opened(derived.files[320]).convert("RGB").getpixel((10, 100))  # type: ignore[misc]
    assert blue > 200 > red


@pytest.mark.parametrize(
    ("mode", "form"),
    [("CMYK", "JPEG"), ("L", "JPEG"), ("1", "PNG"), ("P", "PNG"), ("LA", "PNG"), ("RGBA", "WEBP")],
)
def test_other_colours_become_ordinary_ones(mode: str, form: str) -> None:
    assert opened(derive(saved(image(mode), form)).files[320]).mode == "RGB"


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_photo_in_wide_colours_looks_as_it_was_taken(form: str) -> None:
    """Full red of sRGB is written (234, 51, 35) in Display P3; without the profile it is that."""
    photo = Image.new("RGB", (1400, 700), (234, 51, 35))
    kept = derive(saved(photo, form, icc_profile=wide_profile()))
    assert list(kept.files) == [320, 640, 1280]
    for content in kept.files.values():
        assert near(colour(content), (255, 0, 0))
        assert "icc_profile" not in opened(content).info
    assert near(colour(derive(saved(photo, form)).files[640]), (234, 51, 35))


def test_a_profile_of_ordinary_colours_changes_none() -> None:
    plain = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    photo = Image.new("RGB", (400, 300), (20, 120, 200))
    assert near(colour(derive(saved(photo, icc_profile=plain)).files[320]), (20, 120, 200))


@pytest.mark.parametrize("profile", [b"x", b"\0" * 200, wide_profile()[:300], b"\xff" * 70_000])
@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_a_damaged_or_foreign_profile_costs_no_picture(mode: str, profile: bytes) -> None:
    derived = derive(saved(image(mode), "JPEG", icc_profile=profile))
    without = derive(saved(image(mode), "JPEG"))
    assert derived.files == without.files


def test_a_profile_for_other_channels_is_left_alone() -> None:
    derived = derive(saved(image("CMYK"), "JPEG", icc_profile=wide_profile()))
    assert derived.files == derive(saved(image("CMYK"), "JPEG")).files


def test_what_is_seen_through_becomes_white_and_sixteen_bits_eight() -> None:
    clear = Image.new("P", (300, 300), 0)
    clear.putpalette([0, 0, 0] * 256)
    content = derive(saved(clear, "PNG", transparency=0)).files[300]
    assert min(opened(content).convert("RGB").getpixel((150, 150))) > 250  # type: ignore[arg-type]
    grey = Image.new("I;16", (300, 300), 32768)
    content = derive(saved(grey, "PNG")).files[300]
    assert 120 < opened(content).convert("L").getpixel((150, 150)) < 136  # type: ignore[operator]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "wählen Sie ein Bild"),
        (SVG, "kein SVG"),
        (b"<!doctype html><script>alert(1)</script>", "kein Bild"),
        (saved(image())[:2000], "beschädigt"),
        (saved(image(), "PNG")[:300], "beschädigt"),
        (saved(image(), "GIF"), "kein GIF"),
        (saved(image(size=(1, 1)), "PNG"), "zu klein"),
        (saved(image(size=(4000, 200)), "PNG"), "zu schmal"),
        (bomb(20_000, 20_000), "zu groß"),
        (bomb(60_000, 60_000), "beschädigt|zu groß"),
        (saved(image(), "WEBP", save_all=True, append_images=[image("L")]), "bewegt sich"),
        (b"\xff" * 10_000_001, "mehr als 10 MB"),
    ],
    ids=["nothing", "svg", "html", "cut jpeg", "cut png", "gif", "1x1", "strip", "20000x20000",
         "bomb", "animated", "11 MB"],
)  # fmt: skip
def test_hostile_and_damaged_files_are_refused_in_words(content: bytes, reason: str) -> None:
    with pytest.raises(GuideRefused, match=reason) as refused:
        derive(content)
    assert refused.value.field == "file"
