"""What the worker does for the guide: files are read, keepers reminded, guides printed."""

from datetime import datetime

from django.conf import settings

from drehscheibe.domain.guide import (
    paper_store,
    pictures,
    printing,
    reading_in,
    reminding,
    translating,
)
from drehscheibe.domain.guide.further import further, is_printed
from drehscheibe.kernel.jobs.declarations import every, job
from drehscheibe.kernel.permissions.second_wall import acting_as_system


@job
def read_upload(*, at: datetime, number: int) -> None:
    """What would become of a file; nothing is changed."""
    with acting_as_system():
        reading_in.work_on(number, reading_in.IS.READING, at=at)


@job
def take_upload(*, at: datetime, number: int) -> None:
    """Its pages become drafts, all or none."""
    with acting_as_system():
        reading_in.work_on(number, reading_in.IS.TAKING, at=at)


@job
def translate_page(*, at: datetime, number: int) -> None:
    """Ask the machine that is set up; what it says becomes drafts."""
    translating.run_request(number, at=at)


@every("35 2 * * *")
def forget_uploads(*, at: datetime) -> None:
    """Files that were uploaded and never taken over."""
    with acting_as_system():
        reading_in.forget_uploads(at=at)


@every("50 2 * * *")
def sweep_pictures(*, at: datetime) -> None:
    """Files of pictures that no section names."""
    with acting_as_system():
        pictures.sweep(at=at)


@every("55 2 * * *")
def sweep_papers(*, at: datetime) -> None:
    """Files of sheets that a worker stored and did not live to name."""
    with acting_as_system():
        paper_store.sweep(at=at)


@every("20 3 * * *")
def remind(*, at: datetime) -> None:
    """Keepers of pages, and translators; as often as the dated file says."""
    with acting_as_system():
        reminding.remind(at=at)


@every("*/10 * * * *")
def print_what_is_new(*, at: datetime) -> None:
    """Guides and chapters as PDF, those that say something else than their file."""
    languages = [code for code, _ in settings.LANGUAGES]
    languages += [tag for tag in further() if is_printed(tag)]
    printing.print_guides(languages, at=at)
