"""What all pages share that read somebody's own table in: the file, the columns, what is chosen."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from drehscheibe.doors.staff.pages import StaffRequest
from drehscheibe.kernel.tables.foreign import LARGEST, ForeignSheet
from drehscheibe.kernel.tables.lists import ListUpload, Upload, columns_of
from drehscheibe.kernel.tables.lost_values import column_letters
from drehscheibe.kernel.tables.refusals import TableRefused

NO_FILE = "Bitte wählen Sie eine Datei."
OTHER_FILE = (
    "Sie haben inzwischen eine andere Datei hochgeladen, vielleicht in einem zweiten Fenster. Sie "
    "steht jetzt hier; bitte sehen Sie sie an, bevor Sie sie übernehmen."
)
NOTHING_TAKEN = "Nichts übernommen. Bitte sehen Sie sich die Hinweise an."


@dataclass(frozen=True)
class ColumnChoice:
    """A column of the file and what it is taken for."""

    place: int
    letters: str
    header: str
    examples: list[str]
    chosen: str


def column_choices(sheet: ForeignSheet | None, upload: Upload | None) -> list[ColumnChoice]:
    """Every column that has a header or a value."""
    if sheet is None or upload is None:
        return []
    chosen = columns_of(upload)
    return [
        ColumnChoice(
            place, column_letters(place + 1), header, sheet.examples(place), chosen.get(place, "")
        )
        for place, header in enumerate(sheet.headers)
        if header or sheet.examples(place)
    ]


def chosen_columns(request: StaffRequest, upload: ListUpload) -> dict[int, str]:
    """The meaning chosen for each column; „nicht übernehmen“ is none.

    Raises `TableRefused` where the page shows another file than the one that is kept now.
    """
    if request.POST.get("datei", mark_of(upload)) != mark_of(upload):
        raise TableRefused(OTHER_FILE)
    return {
        int(place): str(key)
        for name, key in request.POST.items()
        if key and (place := name.removeprefix("spalte-")) != name
        and place.isdecimal() and len(place) < 4
    }  # fmt: skip


def mark_of(upload: ListUpload) -> str:
    """What tells one file of a person from the next one in its place."""
    return upload.made_at.isoformat()


def keep_file(request: StaffRequest, keep: Callable[[str, bytes], Any]) -> str:
    """Hand the chosen file with its name to `keep`; why it is useless, or nothing."""
    file: Any = request.FILES.get("file")
    if file is None:
        return NO_FILE
    try:
        keep(file.name, file.read(LARGEST + 1))
    except TableRefused as refusal:
        return str(refusal)
    return ""
