"""What is made from the sources before the platform can serve: assets, translations, statics."""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from boot.node import ensure_node_modules
from boot.stamps import clear_stamp, fingerprint, is_fresh, set_stamp
from boot.telling import PYTHON, ROOT, VAR, quietly, say

ASSETS_SCRIPT = ROOT / "assets_build.py"
MANIFEST = VAR / "static" / "staticfiles.json"


def listing(files: Iterable[Path]) -> str:
    """A hash over names, sizes and times: cheap, and enough to notice a change."""
    digest = hashlib.sha256()
    for file in sorted(files):
        if file.is_file():
            facts = file.stat()
            digest.update(f"{file}\0{facts.st_size}\0{facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def build_assets() -> None:
    """Style sheets and fonts from `node_modules` into `var/assets` and `var/fonts`."""
    if not ASSETS_SCRIPT.exists():
        return
    mark = fingerprint([ROOT / "package-lock.json", ASSETS_SCRIPT])
    if (VAR / "assets").exists() and is_fresh("assets", mark):
        return
    say("Gestaltung und Schriften werden aufbereitet")
    clear_stamp("assets")
    quietly("assets", [PYTHON, ASSETS_SCRIPT], remedy="Abhilfe: node_modules löschen, neu starten.")
    set_stamp("assets", mark)


def compile_translations() -> None:
    """Every .po file becomes the .mo file Django reads."""
    sources = [*ROOT.glob("locale/**/*.po"), *ROOT.glob("drehscheibe/**/locale/**/*.po")]
    mark = fingerprint([], listing(sources))
    complete = all(source.with_suffix(".mo").exists() for source in sources)
    if not sources or (complete and is_fresh("translations", mark)):
        return
    say(f"Übersetzungen werden übernommen ({len(sources)} Dateien)")
    command: list[str | Path] = [PYTHON, "-m", "boot.translations", *sources]
    quietly("translations", command, remedy="Abhilfe: die genannte .po-Datei berichtigen.")
    set_stamp("translations", mark)


def collect_statics(env: Mapping[str, str]) -> None:
    """All static files with hashed names and compressed, into `var/static`."""
    if not (ROOT / "manage.py").exists():
        return
    sources = [*ROOT.glob("drehscheibe/**/static/**/*"), *(VAR / "assets").rglob("*")]
    locks = [ROOT / "requirements.lock", ROOT / "drehscheibe" / "config" / "settings.py"]
    mark = fingerprint(locks, listing(sources))
    if MANIFEST.exists() and is_fresh("static", mark):
        return
    say("Statische Dateien werden gesammelt und verdichtet")
    clear_stamp("static")
    command: list[str | Path] = [PYTHON, "manage.py", "collectstatic", "--noinput", "--verbosity=0"]
    quietly("static", command, remedy="Abhilfe: siehe Meldung oben.", env=env)
    set_stamp("static", mark)


def build(env: Mapping[str, str]) -> None:
    """Everything above, each step only when its sources changed."""
    ensure_node_modules(dev=False)
    build_assets()
    compile_translations()
    collect_statics(env)
