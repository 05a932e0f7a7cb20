"""The application form as sections of fields, each with its text, its error and its findings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from drehscheibe.domain.funding.draft_fields import typed_texts
from drehscheibe.domain.funding.drafting import Saved, refusal_of
from drehscheibe.domain.funding.facts import guideline_of
from drehscheibe.domain.funding.findings import Finding
from drehscheibe.domain.funding.guideline import (
    Guideline,
    MaterialKind,
    PostCategory,
    Qualification,
)
from drehscheibe.domain.funding.models import Application, FundedPost
from drehscheibe.domain.funding.staffing_grant import Grant, PostAmount
from drehscheibe.kernel.language.amounts import euro, german_number

Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Input:
    """One input: `id` is also its name and the anchor of what is said about it."""

    id: str
    label: str
    text: str
    error: str = ""
    other_text: str | None = None
    choices: Choices = ()
    kind: str = "text"
    hint: str = ""


@dataclass(frozen=True)
class Row:
    """A post or a material item with its inputs; posts fold to one line that sums them up."""

    number: int
    inputs: list[Input]
    title: str = ""
    missing: str = ""
    wrong: str = ""
    is_open: bool = True
    """Folded posts are one line; what needs a look is open."""


@dataclass(frozen=True)
class DraftPage:
    """Everything the form shows."""

    case: list[Input]
    posts: list[Row]
    material: list[Row]
    volunteering: Input | None = None
    """Nr. 2.3, where the version has it."""
    conflicts: list["Conflict"] = field(default_factory=list)

    @property
    def inputs(self) -> list[Input]:
        """All of them, for what an autosave answers."""
        rows = (each for row in self.posts + self.material for each in row.inputs)
        return [*self.case, *rows, *([self.volunteering] if self.volunteering else [])]


@dataclass(frozen=True)
class Conflict:
    """A field that two people changed: what is stored, what this person typed."""

    id: str
    label: str
    stored: str
    typed: str


CASE_INPUTS = (
    ("head_share", "Stellenanteil der Leitung", "Anteil an einer vollen Stelle, z. B. 1"),
    ("deputy_share", "Stellenanteil der Stellvertretung", "Anteil an einer vollen Stelle, z. B. 1"),
    (
        "seconded_teachers",
        "Abgeordnete Lehrkräfte (Stellen)",
        "Nur nachrichtlich: Stellen des Schulministeriums, nie Teil der Zuwendung.",
    ),
)
POST_INPUTS = (
    ("category", "Art der Stelle"),
    ("share", "Anteil"),
    ("filled_from", "besetzt ab"),
    ("filled_to", "besetzt bis (leer = offen)"),
    ("qualification", "Qualifikation"),
    ("exception_granted_on", "Ausnahme erteilt am"),
    ("expected_cost", "voraussichtliche Ausgaben (€)"),
)
CHOICES: dict[str, Any] = {
    "category": PostCategory,
    "qualification": Qualification,
    "kind": MaterialKind,
}
MATERIAL_INPUTS = (("kind", "Art der Ausgabe"), ("label", "Bezeichnung"), ("amount", "Betrag (€)"))

VOLUNTEERING = "Ehrenamt und Väterarbeit, beantragt (€)"


def draft_page(
    application: Application,
    *,
    grant: Grant,
    findings: Iterable[Finding],
    saved: Saved | None = None,
    typed: Mapping[str, str],
) -> DraftPage:
    """Lay out the form; after a save its errors and conflicts are shown at their fields.

    `typed` replaces the stored texts when nothing could be saved, so that nobody types twice.
    """
    make = _Maker(application, list(findings), saved)
    make.texts |= {name: text for name, text in typed.items() if name in make.texts}
    guideline = make.guideline
    case = [make.input(name, label, hint=hint) for name, label, hint in CASE_INPUTS]
    if guideline.komm_an_part_one is not None:
        case.append(
            make.input(
                "komm_an_posts",
                "Stellen KOMM-AN NRW, Teil I",
                hint="Nach Einwohnerzahl 1, 1,5 oder 2; 0 = kein Antrag auf Teil I.",
            )
        )
    amounts = {amount.number: amount for amount in grant.posts}
    posts = [make.post(post, amounts.get(post.number)) for post in application.posts.all()]
    material = [
        Row(
            item.number,
            [
                make.input(f"material-{item.number}-{name}", label)
                for name, label in MATERIAL_INPUTS
            ],
        )
        for item in application.material.all()
    ]
    volunteering = None
    if guideline.volunteering_maximum is not None:
        volunteering = make.input("volunteering", VOLUNTEERING, hint="Leer oder 0 = kein Antrag.")
    return DraftPage(case, posts, material, volunteering, make.conflicts())


def field_label(name: str) -> str:
    """How people call a field.

    >>> field_label("posts-3-share"), field_label("declarations")
    ('Stelle 3: Anteil', 'Erklärungen')
    """
    labels = {"declarations": "Erklärungen", "concept": "Integrationskonzept"}
    labels |= {known: label for known, label, _ in CASE_INPUTS}
    labels |= {"komm_an_posts": "Stellen KOMM-AN NRW, Teil I", "volunteering": VOLUNTEERING}
    table, _, rest = name.partition("-")
    number, _, column = rest.partition("-")
    inputs = {"posts": ("Stelle", POST_INPUTS), "material": ("Sachausgabe", MATERIAL_INPUTS)}
    if table in inputs:
        row, columns = inputs[table]
        return f"{row} {number}: {dict(columns).get(column, column)}"
    return labels.get(name, name)


class _Maker:
    """Knows the texts, errors and conflicts while the page is laid out."""

    def __init__(
        self, application: Application, findings: list[Finding], saved: Saved | None
    ) -> None:
        self.guideline: Guideline = guideline_of(application)
        self.findings = findings
        self.has_open_post = False
        self.texts = typed_texts(application)
        self.saved = saved
        self.errors = dict(saved.errors) if saved else {}
        for name, text in application.kept_input.items():
            self.errors.setdefault(name, refusal_of(name, text))
        for found in findings:
            # what is merely empty stands under „Was fehlt noch?“; red is for what was typed
            if found.blocks and not found.rule.startswith("M-") and self.texts.get(found.anchor):
                self.errors.setdefault(found.anchor, found.message)

    def input(self, name: str, label: str, *, hint: str = "") -> Input:
        mine = self.saved.conflicts.get(name) if self.saved else None
        text = mine[1] if mine else self.texts.get(name, "")
        return Input(
            id=name,
            label=label,
            text=text,
            other_text=in_words(name, mine[0]) if mine else None,
            error=self.errors.get(name, ""),
            choices=_choices(name, text),
            hint=hint,
            kind="money" if name.endswith(("cost", "amount", "volunteering")) else "text",
        )

    def conflicts(self) -> list[Conflict]:
        changed = self.saved.conflicts if self.saved else {}
        return [
            Conflict(name, field_label(name), in_words(name, stored), in_words(name, typed))
            for name, (stored, typed) in changed.items()
        ]

    def post(self, post: FundedPost, amount: PostAmount | None) -> Row:
        """A post folded to one line, open when something is wrong or it is the first to finish."""
        inputs = [self.input(f"posts-{post.number}-{name}", label) for name, label in POST_INPUTS]
        empty = {each.id for each in inputs if not each.text}
        asked = {found.anchor for found in self.findings if found.blocks}
        missing = [each.label for each in inputs if each.id in asked & empty]
        wrong = [each.label for each in inputs if each.error or each.other_text is not None]
        first = bool(missing) and not self.has_open_post
        self.has_open_post |= first
        return Row(
            post.number,
            inputs,
            title=_post_title(post, amount),
            missing=", ".join(missing),
            wrong=", ".join(wrong),
            is_open=bool(wrong) or first,
        )


def _post_title(post: FundedPost, amount: PostAmount | None) -> str:
    """„Stelle 3 · Fachkraft · 1,0 · 57.000,00 €“, without what is not known yet."""
    parts = [f"Stelle {post.number}"]
    if post.category:
        parts.append(PostCategory(post.category).label)
    if post.share is not None:
        share = german_number(post.share.normalize())
        parts.append(share if "," in share else f"{share},0")
    if amount is not None:
        parts.append(euro(amount.amount))
    return " · ".join(parts)


def _choices(name: str, text: str) -> Choices:
    """What may be chosen; a text that is none of it stays visible until it is replaced."""
    enum = CHOICES.get(name.rpartition("-")[2])
    if enum is None:
        return ()
    known = tuple((each.value, each.label) for each in enum)
    strange = () if not text or text in dict(known) else ((text, f"„{text}“ (nicht in der Liste)"),)
    return (("", "bitte wählen"), *known, *strange)


def in_words(name: str, text: str) -> str:
    """A field's text as people read it: choices by their labels.

    >>> in_words("posts-1-category", "FACHKRAFT"), in_words("posts-1-share", "0,5")
    ('Fachkraft', '0,5')
    """
    return dict(_choices(name, "")).get(text, text)
