"""The parts of a yearly report, each from its content alone; council reports choose among them."""

from collections.abc import Iterator

from drehscheibe.domain.controlling.papers.blocks import Block, Facts, Heading, Table, Words
from drehscheibe.domain.controlling.papers.wording import (
    NOTHING,
    comment_text,
    day_text,
    degree_text,
    euro_text,
    number_text,
    value_text,
)
from drehscheibe.domain.controlling.reports.content import Content

JUDGED = {
    "reason": "Begründung",
    "helped": "Was geholfen hat",
    "hindered": "Was gehindert hat",
    "next_step": "Nächster Schritt",
}
TEXTS = {"conditions": "Rahmenbedingungen", "outlook": "Ausblick"}


def at_a_glance(content: Content) -> Iterator[Block]:
    """What a council member reads: the most important, every goal in a line, the key figures."""
    if content["texts"]["summary"]:
        yield Heading("Das Wichtigste auf einen Blick")
        yield Words(content["texts"]["summary"])
    if content["days"]["why"]:
        yield Words(content["days"]["why"])
    yield Heading("Ziele")
    yield goals_in_lines(content)
    yield Heading("Zahlen des Jahres")
    yield key_figures(content)


def goals_in_lines(content: Content) -> Table:
    """Every goal with its result."""
    return Table(
        "Ergebnis je Ziel",
        ("Ziel", "Strang", "Ergebnis", "Soll und Ist"),
        tuple(
            (
                f"{goal['number']}. {goal['title']}",
                goal["strand"],
                degree_text(goal["judgement"]["degree"]),
                "\n".join(_in_short(each) for each in goal["indicators"]) or NOTHING,
            )
            for goal in content["goals"]
        ),
    )


def _in_short(each: Content) -> str:
    target = value_text(each["target"])
    return f"{each['name']}: Soll {target}, Ist {value_text(each['actual'], each['unit'])}"


def key_figures(content: Content) -> Facts:
    """What was done, with whom and with how much."""
    done = [*(goal["done"] for goal in content["goals"]), content["without_goal"]]
    people = sum(each["participants"] for each in done)
    return Facts(
        (
            ("Aktivitäten", number_text(sum(each["count"] for each in done))),
            ("Teilnahmen", number_text(people)),
            ("Besetzte geförderte Stellen", number_text(content["staff"]["total"])),
            ("Bewilligte Förderung", euro_text(content["grants"]["total"])),
            ("Weitergeleitete Maßnahmen Dritter", number_text(content["third_parties"]["total"])),
        )
    )


def goal_part(goal: Content) -> Iterator[Block]:
    """One goal: what was agreed, what was counted, what was done, how it is judged."""
    yield Heading(f"Ziel {goal['number']}: {goal['title']}", level=2)
    rows = [
        ("Strang", goal["strand"]),
        ("Ziel", goal["text"]),
        ("Zielgruppe", goal["target_group"]),
        ("Fassung", f"{goal['version']}, vereinbart am {day_text(goal['agreed_on'])}"),
        ("Maßnahmen", "\n".join(_measure(each) for each in goal["measures"])),
        ("Aktivitäten", _done_text(goal["done"])),
        ("Ergebnis", degree_text(goal["judgement"]["degree"])),
    ]
    if goal["since"]:
        rows.append(("Beurteilt ab", f"{day_text(goal['since'])} (im Lauf des Jahres vereinbart)"))
    yield Facts(tuple((name, text) for name, text in rows if text))
    for name, label in JUDGED.items():
        if goal["judgement"][name]:
            yield Words(goal["judgement"][name], label)
    if goal["indicators"]:
        yield indicators_table(goal)


def _done_text(done: Content) -> str:
    hours = f", {number_text(done['hours'])} Stunden" if done["hours"] != "0" else ""
    return f"{number_text(done['count'])} mit {number_text(done['participants'])} Teilnahmen{hours}"


def _measure(each: Content) -> str:
    days = [day_text(each[name]) for name in ("from", "to") if each[name]]
    more = [part for part in (each["partners"], " bis ".join(days)) if part]
    return f"{each['number']}. {each['title']}" + (f" ({', '.join(more)})" if more else "")


def indicators_table(goal: Content) -> Table:
    """Baseline, target and actual value of every indicator, splits below it."""
    rows: list[tuple[str, ...]] = []
    for each in goal["indicators"]:
        more = [each["unit"], f"aus: {each['source']}" if each["source"] else ""]
        more.append(comment_text(each))
        label = "\n".join((each["name"], *(part for part in more if part)))
        values = [value_text(each[name]) for name in ("baseline", "target", "actual")]
        rows.append((label, *values))
        for split in each["splits"]:
            rows.append((f"davon {split['name']}", "", "", value_text(split["actual"])))
    caption = f"Indikatoren zu Ziel {goal['number']}"
    return Table(caption, ("Indikator", "Ausgang", "Soll", "Ist"), tuple(rows), right=(1, 2, 3))


def done_table(rows: list[tuple[str, Content]]) -> Table:
    """Activities, participants and hours."""
    lines = [
        (label, *(number_text(done[name]) for name in ("count", "participants", "hours")))
        for label, done in rows
    ]
    head = ("Erfasste Aktivitäten", "Anzahl", "Teilnahmen", "Stunden")
    return Table("Was getan wurde", head, tuple(lines), right=(1, 2, 3))


def activities_part(content: Content) -> Iterator[Block]:
    """All activities by goal, those without one too."""
    yield Heading("Aktivitäten nach Zielen")
    rows = [(f"Ziel {goal['number']}: {goal['title']}", goal["done"]) for goal in content["goals"]]
    yield done_table([*rows, ("ohne Ziel dieses Berichts", content["without_goal"])])


def dropped_part(content: Content) -> Iterator[Block]:
    """Goals that were put forward and then given up."""
    if content["dropped"]:
        yield Heading("Gestrichene Ziele")
        yield Table(
            "Vorgelegt und später gestrichen", ("Ziel", "Grund"),
            tuple(
                (f"{each['number']}. {each['title']}", each["reason"] or NOTHING)
                for each in content["dropped"]
            ),
        )  # fmt: skip


def means_part(content: Content) -> Iterator[Block]:
    """Staff, grants and what third parties did with money passed on."""
    yield Heading("Personal und Förderung")
    if content["texts"]["staffing"]:
        yield Words(content["texts"]["staffing"])
    for name, title, column in (
        ("staff", "Besetzte geförderte Stellen", "Stellenanteil im Jahr"),
        ("grants", "Bewilligte Förderung", "Bewilligt"),
        ("third_parties", "Weitergeleitete Maßnahmen Dritter", "Anzahl"),
    ):
        found, write = content[name], euro_text if name == "grants" else number_text
        rows = [(row["label"], write(row["amount"])) for row in found["rows"]]
        if rows:
            rows.append(("Zusammen", write(found["total"])))
            yield Table(title, ("Bezeichnung", column), tuple(rows), right=(1,))
        else:
            yield Words(f"{title}: keine.")


def steps_part(content: Content) -> Iterator[Block]:
    """What was agreed in the last dialogue and what became of it."""
    if content["steps"]:
        yield Heading("Vereinbarte Schritte aus dem Wirksamkeitsdialog")
        yield Table(
            "Stand der Schritte", ("Vereinbart", "Wer", "bis", "Was daraus wurde"),
            tuple(
                (
                    each["text"],
                    " – ".join(part for part in (each["owner"], each["function"]) if part),
                    day_text(each["due_on"]),
                    f"erledigt am {day_text(each['done_on'])}: {each['outcome']}"
                    if each["done_on"]
                    else "offen",
                )
                for each in content["steps"]
            ),
        )  # fmt: skip
