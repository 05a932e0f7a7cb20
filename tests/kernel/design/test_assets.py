"""The stylesheet built from KERN mirrors, asks no foreign server and stays small."""

import re
from pathlib import Path

import brotli
import pytest
from django.conf import settings

import assets_build
from drehscheibe.kernel.design.context import BROWSER_FONTS, LATIN_FONTS

OWN = Path(__file__).parents[3] / "drehscheibe" / "kernel" / "design" / "static" / "design"
VENDOR = Path(settings.VAR_DIR) / "assets" / "design" / "vendor"
PHYSICAL = re.compile(
    r"[;{\s](?:(?:margin|padding|border)-(?:left|right)|left|right|border-(?:top|bottom)-(?:left|right)-radius)\s*:"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)\b"
)

built = pytest.mark.skipif(
    not VENDOR.exists(), reason="var/assets is missing: python assets_build.py builds it"
)


@pytest.mark.parametrize(
    ("physical", "logical"),
    [
        ("margin-left: 4px", ["margin-inline-start:4px"]),
        ("right: 0", ["inset-inline-end:0"]),
        ("text-align: left", ["text-align:start"]),
        ("padding: 1px 2px 3px", ["padding:1px 2px 3px"]),
        (
            "padding: 1px 2px 3px calc(4px + 1px)",
            ["padding-block:1px 3px", "padding-inline:calc(4px + 1px) 2px"],
        ),
        ("left-over: 1", ["left-over:1"]),
    ],
)
def test_directions_become_logical(physical: str, logical: list[str]) -> None:
    assert assets_build.mirrored(physical) == logical


@pytest.mark.parametrize(
    ("selector", "ours"),
    [
        (".kern-btn:hover .kern-icon", True),
        (".kern-icon--mail", True),
        (".kern-icon--sign-language", False),
        (".kern-dialog", False),
        (".kern-btn .kern-flex", False),
        ("textarea", False),
    ],
)
def test_only_components_in_use_are_kept(selector: str, ours: bool) -> None:
    assert assets_build.is_ours(selector) is ours


def test_a_range_names_its_code_points() -> None:
    assert assets_build.points("U+0131 U+0152-0153") == {0x131, 0x152, 0x153}


@pytest.mark.parametrize("sheet", sorted(OWN.glob("*.css")), ids=lambda path: path.name)
def test_our_own_layer_has_no_physical_direction(sheet: Path) -> None:
    assert PHYSICAL.findall(sheet.read_text(encoding="utf-8")) == []


@built
def test_kern_has_no_physical_direction_and_no_foreign_address() -> None:
    css = (VENDOR / "kern.css").read_text(encoding="utf-8")

    assert PHYSICAL.findall(css) == []
    assert not re.search(r"@import|url\((?![\"'](?:data:|[\w-]+\.woff2))", css)


@built
def test_every_token_we_speak_of_exists() -> None:
    kern = (VENDOR / "kern.css").read_text(encoding="utf-8")
    own = "".join(path.read_text(encoding="utf-8") for path in OWN.glob("*.css"))
    declared = set(re.findall(r"(--[\w-]+)\s*:", kern + own))

    assert set(re.findall(r"var\((--[\w-]+)\)", own)) - declared == set()


@built
def test_a_first_visit_stays_far_below_200_kilobytes() -> None:
    """Fonts, styles and script of a German public page; map and page come on top."""
    sheets = [VENDOR / "kern.css", *OWN.glob("*.css"), OWN / "app.js"]
    fonts = [
        *(VENDOR / f"fira-sans-latin-{weight}.woff2" for weight in (400, 600)),
        *VENDOR.glob("autonym-*.woff2"),
    ]

    text = sum(len(brotli.compress(path.read_bytes())) for path in sheets)

    assert text < 30_000
    assert text + sum(font.stat().st_size for font in fonts) < 100_000


@built
@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
def test_every_script_stays_below_200_kilobytes(language: str) -> None:
    """As above, with the fonts of the script; 25 kB remain for page, map and icons."""
    sheets = [VENDOR / "kern.css", *OWN.glob("*.css"), OWN / "app.js"]
    names = {*BROWSER_FONTS.get(language, LATIN_FONTS), *LATIN_FONTS}
    if language not in BROWSER_FONTS:  # ş, ă, ț come with a font of their own
        names |= {"fira-sans-latin-a-400", "fira-sans-latin-a-600"}
    fonts = [*(VENDOR / f"{name}.woff2" for name in names), *VENDOR.glob("autonym-*.woff2")]

    text = sum(len(brotli.compress(path.read_bytes())) for path in sheets)
    assert text + sum(font.stat().st_size for font in fonts) < 200_000 - 25_000


@pytest.mark.parametrize("language", ["ar", "fa"])
def test_our_texts_need_no_seldom_letter(language: str) -> None:
    """What is read every day comes with 13 kB a weight, not with the 50 of all letters."""
    [catalogue] = (Path(settings.BASE_DIR) / "locale" / language).rglob("django.po")
    letters = {
        each for each in catalogue.read_text(encoding="utf-8") if "\u0600" <= each < "\u0780"
    }
    assert len(letters) > 30
    assert {ord(each) for each in letters} <= assets_build.points(assets_build.ARABIC)


@pytest.mark.parametrize(
    "alphabet", ["ئابپتجچحخدرڕزژسشعغفڤقکگلڵمنوۆهھەیێ", "ځڅډړږښګڼېۍئ", "ٹڈڑںہھےۃ"]
)
def test_guides_in_kurdish_pashto_urdu_need_none_either(alphabet: str) -> None:
    assert set(map(ord, alphabet)) <= assets_build.points(assets_build.ARABIC)


def test_seldom_letters_have_a_font_too() -> None:
    """Each letter of the script is in exactly one of the two."""
    everyday, seldom = map(assets_build.points, (assets_build.ARABIC, assets_build.ARABIC_MORE))
    assert not everyday & seldom
    assert set(range(0x600, 0x700)) <= everyday | seldom


@built
@pytest.mark.parametrize(("code", "name"), settings.LANGUAGES)
def test_own_names_need_no_font_of_their_script(code: str, name: str) -> None:
    """The switch stands on every page; it may not fetch 90 kB of Arabic for one word."""
    small = assets_build.points(assets_build.LATIN) | set(
        map(ord, "".join(assets_build.AUTONYMS.values()))
    )
    assert set(map(ord, name)) <= small, code


@built
def test_letters_find_their_fonts() -> None:
    names = {path.name for path in Path(settings.DREHSCHEIBE_FONT_DIR).glob("*.ttf")}

    assert {"FiraSans-Regular.ttf", "FiraSans-SemiBold.ttf", "Vazirmatn-Regular.ttf"} <= names
