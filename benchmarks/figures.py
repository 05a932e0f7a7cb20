"""The table: our figure, the reference of the same run, the ratio, the target, met or not."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

ABSENT = "noch nicht vorhanden"


@dataclass(frozen=True)
class Figure:
    """One line. Without `ours` the thing measured does not exist yet, `note` says so."""

    what: str
    ours: float | None = None
    unit: str = ""
    reference: float | None = None
    against: str = ""
    target: str = ""
    met: bool | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """Ours as a share of the reference."""
        return self.ours / self.reference if self.ours is not None and self.reference else None

    @property
    def verdict(self) -> str:
        """In a word."""
        return {True: "erfüllt", False: "VERFEHLT", None: "–"}[self.met]


@dataclass
class Sheet:
    """All lines so far; says each as it comes, so that one sees it working."""

    lines: list[Figure] = field(default_factory=list)

    def add(self, figure: Figure) -> None:
        """Note a line."""
        self.lines.append(figure)
        print(f"  {figure.what}: {number(figure.ours)} {figure.unit} {figure.note}", flush=True)

    def at_most(self, what: str, ours: float, unit: str, limit: float, **more: object) -> None:
        """A line whose figure must not exceed the limit."""
        self._judged(what, ours, unit, f"≤ {number(limit)} {unit}", ours <= limit, more)

    def share(self, what: str, ours: float, unit: str, least: float, **more: object) -> None:
        """A line whose ratio to the reference must reach a share."""
        figure = Figure(what, ours, unit, **more)  # type: ignore[arg-type]
        met = figure.ratio is not None and figure.ratio >= least
        self._judged(what, ours, unit, f"≥ {number(least)} ×", met, more)

    def plain(self, what: str, ours: float, unit: str, **more: object) -> None:
        """A line without a target."""
        self.add(Figure(what, ours, unit, **more))  # type: ignore[arg-type]

    def absent(self, what: str, reason: str = ABSENT) -> None:
        """A line that waits for its page."""
        self.add(Figure(what, note=reason))

    def try_to(self, what: str, measure: Callable[[], None]) -> None:
        """Measure; what is not there yet is a line, not the end of the run."""
        try:
            measure()
        except (LookupError, ImportError, ConnectionError, AttributeError, ValueError) as error:
            self.absent(what, f"{ABSENT} ({type(error).__name__}: {str(error)[:60]})")

    def _judged(
        self, what: str, ours: float, unit: str, target: str, met: bool, more: dict[str, object]
    ) -> None:
        self.add(Figure(what, ours, unit, target=target, met=met, **more))  # type: ignore[arg-type]

    def table(self) -> str:
        """The whole table in Markdown."""
        return "\n".join(rows(self.lines))


def rows(lines: list[Figure]) -> Iterator[str]:
    """Head and lines."""
    yield "| Messung | hier | Vergleich | Verhältnis | Ziel | |"
    yield "|---|---:|---:|---:|---|---|"
    for each in lines:
        ours = f"{number(each.ours)} {each.unit}".strip()
        against = f"{number(each.reference)} ({each.against})" if each.reference else "–"
        what = f"{each.what} – {each.note}" if each.note else each.what
        yield (
            f"| {what} | {ours} | {against} | {number(each.ratio)} "
            f"| {each.target or '–'} | {each.verdict} |"
        )


def number(value: float | None) -> str:
    """As Germans write it, with as many places as mean something.

    >>> number(12345.6), number(12.345), number(0.1234), number(None)
    ('12.346', '12,3', '0,123', '–')
    """
    if value is None:
        return "–"
    places = 0 if abs(value) >= 100 or value == int(value) else 1 if abs(value) >= 10 else 3
    if 1 <= abs(value) < 10 and places:
        places = 2
    return f"{value:,.{places}f}".translate(str.maketrans(",.", ".,"))
