"""The form of a proof: posts, items and vouchers with texts, errors and conflicts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from drehscheibe.domain.funding.guideline import MaterialKind, PostCategory
from drehscheibe.domain.funding.models import ProofItem, ProofOfUse, ProofPost, Voucher
from drehscheibe.domain.funding.payout.parts import PART_LABELS
from drehscheibe.domain.funding.proof.drafting import ProofSaved, refusal_of
from drehscheibe.domain.funding.proof.fields import typed_texts
from drehscheibe.domain.funding.proof.figures import Figures, PostFigure
from drehscheibe.domain.funding.proof.proof_facts import ProofFinding
from drehscheibe.doors.staff.funding.draft_page import Choices, Conflict, Input
from drehscheibe.kernel.language.amounts import german_number

LABELS = {
    "use_text": "Verwendung der Mittel",
    "result_text": "Ergebnis",
    "survey_confirmed_on": "Fachdatenerhebung bestätigt am",
    "income": "Andere Einnahmen (€)",
    "certificate_on": "Vermerk der Rechnungsprüfung vom",
    "net_prices": "Nettopreise",
    "confirmed_necessary": "Bestätigung",
    "certificate": "Vermerk der Rechnungsprüfung",
}
HINTS = {
    "income": "Was außer der Zuwendung für diese Ausgaben eingegangen ist; 0, wenn nichts.",
    "survey_confirmed_on": "Tag, an dem die Erhebung für das Haushaltsjahr abgeschlossen wurde.",
}
TABLES = {
    "posts": ("Stelle", {
        "actual_cost": "tatsächliche Ausgaben (€)", "filled_from": "besetzt ab",
        "filled_to": "besetzt bis",
    }),
    "items": ("Ausgabe", {
        "part": "Förderlinie", "kind": "Art der Ausgabe", "label": "Bezeichnung",
        "actual": "tatsächlich (€)",
    }),
    "vouchers": ("Beleg", {
        "part": "Förderlinie", "post_number": "Stelle", "dated_on": "Datum",
        "paid_on": "gezahlt am", "payee": "Empfänger", "purpose": "Grund der Zahlung",
        "amount": "Betrag (€)",
    }),
}  # fmt: skip
MONEY = ("income", "cost", "actual", "amount")
LONG = ("use_text", "result_text")


@dataclass(frozen=True)
class PostRow:
    """A post: what it was, its inputs, and what of it counts."""

    number: int
    title: str
    cost: Input
    filled: list[Input]
    figure: PostFigure

    @property
    def is_open(self) -> bool:
        """Whether the days it was filled need a look."""
        return any(each.error or each.other_text is not None for each in self.filled)


@dataclass(frozen=True)
class ListRow:
    """An item or a voucher with its inputs."""

    number: int
    title: str
    inputs: list[Input]
    planned: object = None
    file: object = None


@dataclass(frozen=True)
class ProofPage:
    """Everything the form shows."""

    case: dict[str, Input]
    posts: list[PostRow] = field(default_factory=list)
    items: list[ListRow] = field(default_factory=list)
    vouchers: list[ListRow] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)

    @property
    def inputs(self) -> list[Input]:
        """Every input of the page."""
        posts = [each for row in self.posts for each in (row.cost, *row.filled)]
        rows = [each for row in (*self.items, *self.vouchers) for each in row.inputs]
        return [*self.case.values(), *posts, *rows]


def field_label(name: str) -> str:
    """How people call a field.

    >>> field_label("posts-3-actual_cost"), field_label("income")
    ('Stelle 3: tatsächliche Ausgaben (€)', 'Andere Einnahmen (€)')
    """
    table, _, rest = name.partition("-")
    number, _, column = rest.partition("-")
    if table in TABLES:
        row, columns = TABLES[table]
        return f"{row} {number}: {columns.get(column, column)}"
    return LABELS.get(name, name)


@dataclass
class PageMaker:
    """Knows texts, errors and conflicts while the page is laid out."""

    proof: ProofOfUse
    findings: Iterable[ProofFinding]
    saved: ProofSaved | None = None
    typed: Mapping[str, str] = field(default_factory=dict)
    vouchers: list[Voucher] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Texts as stored, replaced by what was typed when nothing could be saved."""
        self.texts = typed_texts(self.proof, self.vouchers)
        self.texts |= {name: text for name, text in self.typed.items() if name in self.texts}
        self.errors = dict(self.saved.errors) if self.saved else {}
        for name, text in self.proof.kept_input.items():
            self.errors.setdefault(name, refusal_of(name, text))
        for found in self.findings:
            if found.blocks and not found.rule.startswith("M-") and self.texts.get(found.anchor):
                self.errors.setdefault(found.anchor, found.message)

    def draft(self, figures: Figures) -> ProofPage:
        """The form without vouchers."""
        case = {name: self.input(name) for name in LABELS if name in self.texts}
        lines = {line.number: line for line in figures.posts}
        posts = [self.post(row, lines[row.number]) for row in self.proof.posts.all()]
        items = [self.item(row) for row in self.proof.items.all()]
        return ProofPage(case, posts, items, conflicts=self.conflicts())

    def voucher_list(self) -> ProofPage:
        """The form of the vouchers alone."""
        rows = [
            ListRow(
                row.number, f"Beleg {row.number}", self.row_inputs("vouchers", row.number),
                file=row.document,
            )
            for row in self.vouchers
        ]  # fmt: skip
        return ProofPage({}, vouchers=rows, conflicts=self.conflicts())

    def post(self, row: ProofPost, figure: PostFigure) -> PostRow:
        """One post."""
        cost, first, last = self.row_inputs("posts", row.number)
        parts = [f"Stelle {row.number}"]
        if row.category:
            parts.append(PostCategory(row.category).label)
        if row.share is not None:
            parts.append(f"Anteil {german_number(row.share.normalize())}")
        return PostRow(row.number, " · ".join(parts), cost, [first, last], figure)

    def item(self, row: ProofItem) -> ListRow:
        """One item; what the plan says of it is shown beside."""
        title = row.label or f"Ausgabe {row.number}"
        return ListRow(row.number, title, self.row_inputs("items", row.number), row.planned)

    def row_inputs(self, table: str, number: int) -> list[Input]:
        """The inputs of a row."""
        return [self.input(f"{table}-{number}-{name}") for name in TABLES[table][1]]

    def input(self, name: str) -> Input:
        """One input with what is said about it."""
        mine = self.saved.conflicts.get(name) if self.saved else None
        text = mine[1] if mine else self.texts.get(name, "")
        kind = "long" if name in LONG else "money" if name.endswith(MONEY) else "text"
        label = field_label(name).partition(": ")[2] if "-" in name else field_label(name)
        return Input(
            id=name,
            label=label,
            text=text,
            other_text=in_words(name, mine[0]) if mine else None,
            error=self.errors.get(name, ""),
            choices=choices_of(name, text),
            hint=HINTS.get(name, ""),
            kind=kind,
        )

    def conflicts(self) -> list[Conflict]:
        """What somebody else changed meanwhile."""
        changed = self.saved.conflicts if self.saved else {}
        return [
            Conflict(name, field_label(name), in_words(name, stored), in_words(name, typed))
            for name, (stored, typed) in changed.items()
        ]


def choices_of(name: str, text: str) -> Choices:
    """What may be chosen; a text that is none of it stays visible until it is replaced."""
    table, column = name.partition("-")[0], name.rpartition("-")[2]
    if column == "part":
        parts = {
            code: label
            for code, label in PART_LABELS.items()
            if table == "vouchers" or code != "staff"
        }
        known = tuple(parts.items())
    elif column == "kind":
        known = (("", "ohne Angabe"), *((each.value, each.label) for each in MaterialKind))
    else:
        return ()
    strange = () if not text or text in dict(known) else ((text, f"„{text}“ (nicht in der Liste)"),)
    return (*known, *strange)


def in_words(name: str, text: str) -> str:
    """A field's text as people read it: choices by their labels.

    >>> in_words("vouchers-1-part", "staff"), in_words("income", "0,50")
    ('Personalausgaben', '0,50')
    """
    return dict(choices_of(name, "")).get(text, text)
