"""Pages in a tree, their sections, and what these say in each language."""

from drehscheibe.domain.guide.models.exchange import (
    GuideUpload,
    MachineRequest,
    ReminderStop,
    TakenPage,
)
from drehscheibe.domain.guide.models.page import Page, Section
from drehscheibe.domain.guide.models.picture import GuidePicture
from drehscheibe.domain.guide.models.printed import GuidePrint
from drehscheibe.domain.guide.models.text import Edition, EditionIs, SectionDraft, Wording

__all__ = (
    "Edition",
    "EditionIs",
    "GuidePicture",
    "GuidePrint",
    "GuideUpload",
    "MachineRequest",
    "Page",
    "ReminderStop",
    "Section",
    "SectionDraft",
    "TakenPage",
    "Wording",
)
