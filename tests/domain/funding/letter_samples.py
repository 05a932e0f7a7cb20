"""Letters of an invented case: Kreis Warendorf 2023, six and a half posts, one vacant in spring."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from drehscheibe.domain.funding.letters import (
    ApplicationData,
    Concept,
    Declaration,
    Guideline,
    MoneyLine,
    NoticeData,
    Payout,
    PostLine,
)
from drehscheibe.kernel.documents.letters import Party

GUIDELINE = Guideline(
    title="Richtlinie für die Förderung Kommunaler Integrationszentren",
    dated_on=date(2023, 3, 10),
    publication="MBl. NRW. 2023 S. 225",
    legal_basis="§ 8 Absatz 1 Teilhabe- und Integrationsgesetz vom 25.11.2021",
    financing_type="Vollfinanzierung bis zum Höchstbetrag",
    open_points=("Wie unbesetzte Zeiten den Jahresbetrag mindern, sagt die Richtlinie nicht.",),
)
CARRIER = Party(
    name="Kreis Warendorf", unit="Der Landrat", lines=("Beispielstraße 1", "48231 Warendorf")
)
AUTHORITY = Party(
    name="Bezirksregierung Arnsberg",
    unit="Dezernat 36 – Kompetenzzentrum für Integration",
    lines=("Beispielplatz 2", "59821 Arnsberg", "integration@behoerde.example"),
)
FULL = "Nr. 5.4.1, 57.000 € je Stelle"
POSTS = (
    *(
        PostLine(
            number=n,
            category="Fachkraft",
            share=Decimal("1.00"),
            filled="ganzes Jahr",
            qualification="abgeschlossenes Hochschulstudium",
            expected=Decimal(61000),
            basis=FULL,
            eligible=Decimal(57000),
        )
        for n in range(1, 6)
    ),
    PostLine(
        number=6,
        category="Fachkraft",
        share=Decimal("1.00"),
        filled="ab 01.04.2023",
        qualification="gleichwertige Qualifikation",
        expected=Decimal(46000),
        basis=f"{FULL} × 9/12",
        eligible=Decimal(42750),
        confirmed=False,
    ),
    PostLine(
        number=7,
        category="Verwaltungsassistenz",
        share=Decimal("0.50"),
        filled="ganzes Jahr",
        expected=Decimal(24000),
        basis="Nr. 5.4.1, 22.500 € je halbe Stelle",
        eligible=Decimal(22500),
    ),
)
STAFF, MATERIAL = Decimal(350250), Decimal(50000)
CONDITIONS = (
    "Teilnahme am Verfahren Fachdatenerhebung NRW und an wissenschaftlichen Untersuchungen.",
    "Organisatorische Änderungen werden beiden Ministerien vor der Umsetzung angezeigt.",
    "Der Verwendungsnachweis ist drei Monate nach Ende des Bewilligungszeitraums vorzulegen.",
)


def notice() -> NoticeData:
    """A grant that stays below what was asked."""
    return NoticeData(
        number="KI-2023-05570",
        dated_on=date(2023, 5, 15),
        authority=AUTHORITY,
        ministries=(
            "Ministerium für Kinder, Jugend, Familie, Gleichstellung, Flucht und Integration",
            "Ministerium für Schule und Bildung",
        ),
        addressee=CARRIER,
        clerk="Dezernat 36",
        signed_by="Toni Beispiel",
        carrier="Kreis Warendorf",
        centre="Kommunales Integrationszentrum Kreis Warendorf",
        fiscal_year=2023,
        applied_on=date(2023, 4, 3),
        period_from=date(2023, 1, 1),
        period_to=date(2023, 12, 31),
        lines=(
            MoneyLine(
                label="Personalausgaben", asked=STAFF, granted=STAFF, basis="Nr. 5.4.1, 6,5 Stellen"
            ),
            MoneyLine(
                label="Sachausgaben: Laiensprachmittlerpool",
                asked=MATERIAL,
                granted=Decimal(40000),
                basis="Nr. 5.4.1, höchstens 50.000 € im Jahr",
            ),
        ),
        posts=POSTS,
        reason=(
            "Das Konzept des Laiensprachmittlerpools weist 800 Einsätze zu je 50 € aus.\n"
            "Für weitere Einsätze ist kein Bedarf dargelegt."
        ),
        guideline=GUIDELINE,
        conditions=CONDITIONS,
        payouts=(Payout(day=date(2023, 5, 1)), Payout(day=date(2023, 10, 1))),
        court="Verwaltungsgericht Münster",
        annexes=("Antrag vom 03.04.2023, Fassung 2", "ANBest-G", "Vordruck Verwendungsnachweis"),
    )


def rejection() -> NoticeData:
    """The same case, refused."""
    granted = notice()
    return replace(
        granted,
        outcome="reject",
        lines=tuple(replace(line, granted=None) for line in granted.lines),
        posts=(),
        payouts=(),
        conditions=(),
        reason="Der Kreistag hat das Integrationskonzept nicht beschlossen.",
        annexes=(),
    )


def application() -> ApplicationData:
    """What the carrier handed in."""
    return ApplicationData(
        number="KI-2023-05570",
        dated_on=date(2023, 4, 3),
        version=2,
        sender=Party(
            name=CARRIER.name,
            unit="Kommunales Integrationszentrum",
            lines=(*CARRIER.lines, "ki@kreis.example"),
        ),
        authority=Party(name=AUTHORITY.name, unit="Dezernat 36", lines=AUTHORITY.lines[:2]),
        carrier="Kreis Warendorf",
        carrier_kind="Kreis",
        centre="Kommunales Integrationszentrum Kreis Warendorf",
        contact=("Leitung des Zentrums", "ki@kreis.example"),
        fiscal_year=2023,
        period_from=date(2023, 1, 1),
        period_to=date(2023, 12, 31),
        guideline=GUIDELINE,
        concept=Concept(
            title="Gemeinsam im Kreis Warendorf",
            decided_by="Kreistag",
            decided_on=date(2021, 6, 18),
            paper_number="123/2021",
            municipalities_agreed_on=date(2021, 5, 4),
        ),
        posts=POSTS,
        head_share=Decimal("1.00"),
        deputy_share=Decimal("0.50"),
        seconded_teachers=Decimal("2.00"),
        material=(
            MoneyLine(
                label="Laiensprachmittlerpool",
                asked=MATERIAL,
                basis="Nr. 5.4.1, höchstens 50.000 € im Jahr",
            ),
        ),
        lay_interpreter_concept="Konzept Laiensprachmittlung, Fassung 1",
        plan=(
            MoneyLine(label="Personalausgaben", asked=STAFF, basis="Nr. 5.4.1, 6,5 Stellen"),
            MoneyLine(label="Sachausgaben", asked=MATERIAL),
        ),
        declarations=(
            Declaration(code="a", text="Das Integrationskonzept ist beschlossen.", given=True),
            Declaration(code="b", text="Schwerpunkte im Zwei-Jahres-Turnus.", given=True),
            Declaration(code="c", text="Wir stellen geeignete Räume bereit.", given=False),
        ),
        remarks=("Leitung und Stellvertretung haben nicht beide eine volle Stelle (F10).",),
        submitted_by="Mia Muster",
        annexes=("Konzept Laiensprachmittlung", "Beschluss des Kreistags vom 18.06.2021"),
    )
