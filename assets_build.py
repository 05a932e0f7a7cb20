"""Builds what browsers and letters need from node_modules: one stylesheet and the fonts.

Run by the bootstrap after `npm ci`, or by hand: `.venv/bin/python assets_build.py`. Nothing is
fetched; the same packages give the same bytes. Written to `var/assets/design/vendor` (served
as /static/design/vendor/) and to `var/fonts` (TTF for typst).

KERN comes with physical properties (`margin-left`), utilities, a whole palette and both themes
three times. We keep the components we use, the tokens these and our own layer reach, and turn
every direction into a logical one so that Arabic pages mirror.
"""

import os
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent
MODULES = Path(os.environ.get("DREHSCHEIBE_NODE_MODULES", ROOT / "node_modules"))
VAR = Path(os.environ.get("DREHSCHEIBE_VAR", ROOT / "var"))
VENDOR = VAR / "assets" / "design" / "vendor"
TYPST_FONTS = VAR / "fonts"

COMPONENTS = {
    "accordion", "alert", "badge", "body", "btn", "divider", "error", "fieldset", "form-check",
    "form-input", "hint", "icon", "label", "loader", "progress", "sr-only", "title",
}  # fmt: skip
ICONS = {
    "small", "large", "add", "arrow-back", "arrow-down", "arrow-forward", "arrow-up", "autorenew",
    "calendar-today", "check", "checklist", "chevron-left", "chevron-right", "close",
    "content-copy", "danger", "delete", "download", "draft", "edit", "help", "home", "info",
    "language", "logout", "mail", "open-in-new", "search", "success", "visibility", "warning",
}  # fmt: skip

CLASS_NAME = re.compile(r"\.kern-([a-z0-9-]+?)(?:__[a-z-]+)?(?:--([a-z0-9-]+))?(?![a-z0-9_-])")
# Tokens our own layer may speak of beside those the components need
MEANINGS = re.compile(r"--kern-(color-(layout|action|feedback|form|decorative)|metric|typography)-")

LATIN = """U+0000-00FF U+0131 U+0152-0153 U+02BB-02BC U+02C6 U+02DA U+02DC U+0304 U+0308 U+0329
    U+2000-206F U+20AC U+2122 U+2191 U+2193 U+2212 U+2215 U+FEFF U+FFFD"""
LATIN_A = "U+0100-0130 U+0132-0151 U+0154-017F"  # Turkish, Polish, Czech, Romanian and so on
LATIN_MORE = "U+0180-02BA U+1E00-1EFF U+20A0-20AB U+20AD-20C0 U+2113 U+2C60-2C7F U+A720-A7FF"
CYRILLIC = "U+0301 U+0400-045F U+0490-0491 U+04B0-04B1 U+2116"
ARABIC = """U+060C U+061B-061C U+061F-063A U+0640-0656 U+0660-066D U+0670-0671 U+0674 U+0679 U+067C
    U+067E U+0681 U+0685-0686 U+0688-0689 U+0691 U+0693 U+0695-0696 U+0698 U+069A U+06A4 U+06A9
    U+06AB U+06AF U+06B5 U+06BA U+06BC U+06BE U+06C0-06C3 U+06C6-06C7 U+06CC-06CE U+06D0 U+06D2-06D5
    U+06F0-06F9 U+200C-200E U+2010-2011"""  # all that Arabic, Persian, Kurdish, Pashto, Urdu need
ARABIC_MORE = """U+0600-060B U+060D-061A U+061D-061E U+063B-063F U+0657-065F U+066E-066F U+0672-0673
    U+0675-0678 U+067A-067B U+067D U+067F-0680 U+0682-0684 U+0687 U+068A-0690 U+0692 U+0694 U+0697
    U+0699 U+069B-06A3 U+06A5-06A8 U+06AA U+06AC-06AE U+06B0-06B4 U+06B6-06B9 U+06BB U+06BD U+06BF
    U+06C4-06C5 U+06C8-06CB U+06CF U+06D1 U+06D6-06EF U+06FA-06FF U+0750-077F U+0870-088E
    U+0890-0891 U+0897-08E1 U+08E3-08FF U+204F U+2E41 U+FB50-FDFF U+FE70-FE74 U+FE76-FEFC"""
ETHIOPIC = "U+1200-137C"  # Tigrinya and Amharic, which the guide may be written in
NOTO_ARABIC = "noto-sans-arabic/files/noto-sans-arabic"
BROWSER_FONTS = (  # family, file of @fontsource, our file, code points
    ("Fira Sans", "fira-sans/files/fira-sans-latin", "fira-sans-latin", LATIN),
    ("Fira Sans", "fira-sans/files/fira-sans-latin-ext", "fira-sans-latin-a", LATIN_A),
    ("Fira Sans", "fira-sans/files/fira-sans-latin-ext", "fira-sans-latin-more", LATIN_MORE),
    ("Fira Sans", "fira-sans/files/fira-sans-cyrillic", "fira-sans-cyrillic", CYRILLIC),
    ("Noto Sans Arabic", f"{NOTO_ARABIC}-arabic", "arabic", ARABIC),
    ("Noto Sans Arabic", f"{NOTO_ARABIC}-arabic", "arabic-more", ARABIC_MORE),
    (
        "Noto Sans Ethiopic",
        "noto-sans-ethiopic/files/noto-sans-ethiopic-ethiopic",
        "ethiopic",
        ETHIOPIC,
    ),
)
AUTONYMS = {
    "fira-sans/files/fira-sans-latin-ext": "ă",
    "fira-sans/files/fira-sans-cyrillic": "Українська Русский Български",
    f"{NOTO_ARABIC}-arabic": "العربية فارسی",
    "noto-sans-ethiopic/files/noto-sans-ethiopic-ethiopic": "ትግርኛ አማርኛ",
}
WEIGHTS = (400, 600)
LETTER_FONTS = (
    {
        f"FiraSans-{style}.ttf": f"@kern-ux/native/dist/fonts/fira-sans/FiraSans-{style}.woff2"
        for style in ("Regular", "Italic", "SemiBold", "SemiBoldItalic", "Bold", "BoldItalic")
    }
    | {
        f"Vazirmatn-{style}.ttf": f"vazirmatn/fonts/ttf/Vazirmatn-{style}.ttf"
        for style in ("Regular", "SemiBold", "Bold")
    }
    | {  # for the combining marks of DIN 91379 that Fira Sans lacks
        f"NotoSans-{style}.ttf": f"@expo-google-fonts/noto-sans/{folder}/NotoSans_{folder}.ttf"
        for style, folder in (("Regular", "400Regular"), ("SemiBold", "600SemiBold"))
    }
    | {
        f"NotoSansEthiopic-{style}.ttf": (
            f"@expo-google-fonts/noto-sans-ethiopic/{folder}/NotoSansEthiopic_{folder}.ttf"
        )
        for style, folder in (("Regular", "400Regular"), ("SemiBold", "600SemiBold"))
    }
)

Rule = tuple[str, str]  # selector or at-rule, and everything between its braces


def rules(css: str) -> Iterator[Rule]:
    """The outermost rules of a stylesheet; the body of @media is left for a second pass."""
    depth, start, head = 0, 0, ""
    for brace in re.finditer(r'"(?:[^"\\]|\\.)*"|[{}]', css):
        if brace.group() == "{":
            if not depth:
                head, start = css[start : brace.start()].strip(), brace.end()
            depth += 1
        elif brace.group() == "}":
            depth -= 1
            if not depth:
                yield head, css[start : brace.start()].strip()
                start = brace.end()


def parts(text: str, separator: str) -> list[str]:
    """Split outside of brackets and quotes.

    >>> parts("0 calc(1px + 2px)", " ")
    ['0', 'calc(1px + 2px)']
    """
    found, depth, quoted = [""], 0, False
    for letter in text:
        quoted ^= letter == '"'
        depth += (letter == "(") - (letter == ")")
        if letter == separator and not depth and not quoted:
            found.append("")
        else:
            found[-1] += letter
    return [part.strip() for part in found if part.strip()]


def is_ours(selector: str) -> bool:
    """Whether the selector speaks of nothing but components we use."""
    names = re.findall(
        r"\.kern-([a-z0-9-]+?)(?:__[a-z-]+)?(?:--([a-z0-9-]+))?(?![a-z0-9_-])", selector
    )
    return bool(names) and all(
        name in COMPONENTS and (name != "icon" or not kind or kind in ICONS) for name, kind in names
    )


def mirrored(declaration: str) -> list[str]:
    """One declaration in logical properties."""
    name, _, value = (piece.strip() for piece in declaration.partition(":"))
    name = re.sub(r"^(margin|padding|border|scroll-margin)-left\b", r"\1-inline-start", name)
    name = re.sub(r"^(margin|padding|border|scroll-margin)-right\b", r"\1-inline-end", name)
    name = {"left": "inset-inline-start", "right": "inset-inline-end"}.get(name, name)
    if name == "text-align":
        value = {"left": "start", "right": "end"}.get(value, value)
    if name in {"float", "clear"}:
        value = {"left": "inline-start", "right": "inline-end"}.get(value, value)
    sides = parts(value.replace("!important", ""), " ")
    if name in {"margin", "padding"} and len(sides) == 4 and sides[1] != sides[3]:
        top, right, bottom, left = sides
        loud = " !important" if "!important" in value else ""
        return [f"{name}-block:{top} {bottom}{loud}", f"{name}-inline:{left} {right}{loud}"]
    return [f"{name}:{value}"]


def body_in_logical_properties(body: str) -> str:
    wanted = (line for line in parts(body, ";") if not line.startswith("-webkit-mask"))
    return ";".join(piece for line in wanted for piece in mirrored(line))


def components(css: str) -> Iterator[Rule]:
    """Rules of the components we use, flat or inside their @media."""
    for head, body in rules(css):
        if head.startswith("@media") and "prefers-color-scheme" not in head:
            inner = "".join(f"{one}{{{two}}}" for one, two in components(body))
            # KERN paints icons white in forced colours, unseen on white: app.css does it right
            if inner and "forced-color-adjust:none" not in inner:
                yield head, inner
        elif ours := [one for one in parts(head, ",") if is_ours(one)]:
            yield ",".join(ours), body_in_logical_properties(body)


def tokens(css: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Custom properties by circumstance: always, wide screens, dark; light is the normal case."""
    contextual = ":is(body"
    for head, body in rules(css):
        if head == ":root" or head.startswith(contextual):
            yield "body" if head.startswith(contextual) else "", dict(declared(body))
        elif head.startswith("@media") and ":root" in body:
            inner = "".join(text for one, text in rules(body) if one == ":root")
            yield head.replace("@media ", ""), dict(declared(inner))


def declared(body: str) -> Iterator[tuple[str, str]]:
    for line in parts(body, ";"):
        name, _, value = line.partition(":")
        if name.startswith("--"):
            yield name.strip(), value.strip()


def reached(groups: list[tuple[str, dict[str, str]]], users: str) -> set[str]:
    """Names of the custom properties with a meaning or a user, and of all behind them."""
    seen: set[str] = set()
    fresh = set(re.findall(r"var\((--[\w-]+)", users))
    fresh |= {name for _, group in groups for name in group if MEANINGS.match(name)}
    while fresh:
        seen |= fresh
        values = " ".join(group.get(name, "") for _, group in groups for name in fresh)
        fresh = set(re.findall(r"var\((--[\w-]+)", values)) - seen
    return seen


def kern_stylesheet() -> str:
    source = (MODULES / "@kern-ux/native/dist/kern.css").read_text(encoding="utf-8")
    source = re.sub(r"/\*.*?\*/|@charset[^;]*;", "", source, flags=re.DOTALL)
    kept = "\n".join(f"{head}{{{body}}}" for head, body in components(source))
    groups = list(tokens(source))
    names = reached(groups, kept)
    places = {"": "{}", "body": "{}", "(prefers-color-scheme: light)": "{}"}
    written: dict[int, list[str]] = {0: [], 1: []}
    for place, group in groups:
        lines = ";".join(f"{name}:{value}" for name, value in group.items() if name in names)
        if not lines:
            continue
        block = f"{'body' if place == 'body' else ':root'}{{{lines}}}"
        dark = "dark" in place  # after the light values, and never on paper
        around = place.replace("(prefers", "screen and (prefers") if dark else place
        written[dark].append(block if place in places else f"@media {around}{{{block}}}")
    return "\n".join([*written[0], *written[1], "*,::before,::after{box-sizing:border-box}", kept])


def points(ranges: str) -> set[int]:
    """Code points of a unicode-range.

    >>> sorted(points("U+0131 U+0152-0153"))
    [305, 338, 339]
    """
    ends = ((piece[2:].split("-") * 2)[:2] for piece in ranges.split())
    return {point for first, last in ends for point in range(int(first, 16), int(last, 16) + 1)}


def font_face(family: str, weight: int, source: str, target: str, ranges: str) -> str:
    """Write a WOFF2 with these code points and give its @font-face rule.

    Ligatures, shaping and tabular figures stay.
    """
    path = MODULES / "@fontsource" / f"{source}-{weight}-normal.woff2"
    font = TTFont(path, recalcTimestamp=False)
    options = Options()
    options.flavor, options.layout_features = "woff2", ["*"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=points(ranges))
    subsetter.subset(font)
    font.flavor = "woff2"
    font.save(VENDOR / f"{target}-{weight}.woff2", reorderTables=None)
    return (
        f'@font-face{{font-family:"{family}";font-weight:{weight};font-display:swap;'
        f'src:url("{target}-{weight}.woff2") format("woff2");'
        f"unicode-range:{','.join(ranges.split())}}}"
    )


def browser_fonts() -> Iterator[str]:
    """The fonts, split so that a browser loads only the letters it meets."""
    for family, source, target, ranges in BROWSER_FONTS:
        for weight in WEIGHTS:
            yield font_face(family, weight, source, target, ranges)
    for source, word in AUTONYMS.items():  # the language switch must not cost 60 kB of fonts
        ranges = " ".join(f"U+{ord(letter):04X}" for letter in sorted(set(word) - {" "}))
        yield font_face("Autonyms", 400, source, f"autonym-{source.rpartition('-')[2]}", ranges)


def letter_fonts() -> None:
    """TTF for typst, which takes no WOFF2."""
    for name, source in LETTER_FONTS.items():
        font = TTFont(MODULES / source, recalcTimestamp=False)
        font.flavor = None
        font.save(TYPST_FONTS / name)


def main() -> int:
    if not (MODULES / "@kern-ux/native").is_dir():
        sys.stderr.write(f"Es fehlt {MODULES.name}/@kern-ux/native. Abhilfe: npm ci\n")
        return 1
    for folder in (VENDOR, TYPST_FONTS):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    faces = "\n".join(browser_fonts())
    (VENDOR / "kern.css").write_text(f"{faces}\n{kern_stylesheet()}\n", encoding="utf-8")
    shutil.copyfile(MODULES / "@kern-ux/native/LICENSE.md", VENDOR / "LICENSE-kern.md")
    letter_fonts()
    sizes = {path.name: path.stat().st_size for path in sorted(VENDOR.iterdir())}
    print("Gestaltung:", ", ".join(f"{name} {size / 1000:.0f} kB" for name, size in sizes.items()))
    print(f"Schriften für Briefe: {len(LETTER_FONTS)} in {TYPST_FONTS.name}/")
    return 0


if __name__ == "__main__":
    sys.exit(main())
