"""A picture for the guide of the demonstration, drawn here: a bus comes to its stop."""

from io import BytesIO
from typing import Any

SIZE = (1280, 800)
SKY, HOUSES, ROAD, LINE = "#d9ecf7", "#c3ccd4", "#4c545c", "#f4f4f2"
BUS, GLASS, WHEEL, HUB = "#b3261e", "#eaf6fb", "#202428", "#9aa3ab"
POST, SIGN, COAT, SKIN, BAG = "#6a737b", "#1d7a3c", "#0b3a75", "#a8744f", "#d08a16"


def bus_stop() -> bytes:
    """A PNG of 1280 × 800 pixels."""
    from PIL import Image, ImageDraw  # only where the demonstration is made

    picture = Image.new("RGB", SIZE, SKY)
    pen = ImageDraw.Draw(picture)
    _street(pen)
    _bus(pen)
    _stop(pen)
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _street(pen: Any) -> None:
    for left, width, top in ((0, 190, 260), (210, 150, 330), (380, 220, 220), (980, 300, 280)):
        pen.rectangle((left, top, left + width, 560), fill=HOUSES)
    pen.rectangle((0, 560, 1280, 800), fill=ROAD)
    for left in range(30, 1280, 220):
        pen.rectangle((left, 700, left + 120, 714), fill=LINE)


def _bus(pen: Any) -> None:
    pen.rounded_rectangle((90, 300, 790, 610), 40, fill=BUS)
    for left in range(130, 640, 130):
        pen.rounded_rectangle((left, 345, left + 105, 450), 12, fill=GLASS)
    pen.rounded_rectangle((665, 345, 760, 580), 12, fill=GLASS)
    for left in (180, 560):
        pen.ellipse((left, 545, left + 120, 665), fill=WHEEL)
        pen.ellipse((left + 38, 583, left + 82, 627), fill=HUB)


def _stop(pen: Any) -> None:
    """The sign and a woman who points at it."""
    pen.rectangle((880, 230, 896, 600), fill=POST)
    pen.ellipse((828, 130, 948, 250), fill=SIGN)
    pen.line((872, 160, 872, 220), fill=LINE, width=14)
    pen.line((904, 160, 904, 220), fill=LINE, width=14)
    pen.line((872, 190, 904, 190), fill=LINE, width=14)
    pen.ellipse((1012, 300, 1092, 380), fill=SKIN)
    pen.polygon(((1002, 395), (1102, 395), (1130, 600), (974, 600)), fill=COAT)
    pen.line((1010, 420, 905, 350), fill=COAT, width=26)
    pen.rounded_rectangle((1110, 470, 1190, 560), 14, fill=BAG)
