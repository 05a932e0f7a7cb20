"""What is next in a case, in words, and the buttons for it: one place for page and first screen."""

from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse

from drehscheibe.domain.forwarding import permissions as may
from drehscheibe.domain.forwarding.centre.selectors import CaseMoney
from drehscheibe.domain.forwarding.models import CaseIs as Is
from drehscheibe.domain.forwarding.models import ForwardingCase
from drehscheibe.domain.forwarding.workflow import CASE
from drehscheibe.kernel.permissions.declarations import Permission


@dataclass(frozen=True)
class Button:
    """A page that acts: label, what it binds, where, and who may."""

    label: str
    effect: str
    url: str
    permission: Permission


NEXT = {
    Is.SUBMITTED: "Prüfen Sie Angaben und Beträge, fragen Sie nach oder schließen Sie die Prüfung.",
    Is.QUERY: "Die Antragstellerin ist am Zug: Sie beantwortet Ihre Frage.",
    Is.CHECKED: "Entscheiden Sie – eine andere Person als die, die geprüft hat.",
    Is.RANKED: "Die Jury hat gereiht. Entscheiden Sie – eine andere Person als die Prüferin.",
    Is.PROMISED: "Schließen Sie den Weiterleitungsvertrag.",
    Is.CONTRACTED: "Weisen Sie die Auszahlung an.",
    Is.PAID: "Die Antragstellerin ist am Zug: Sie reicht ihren Nachweis ein.",
    Is.PROOF_CLARIFICATION: "Die Antragstellerin ist am Zug: Sie klärt Fragen zum Nachweis.",
    Is.REPAYMENT: "Warten Sie auf das Geld, tragen Sie den Eingang ein, schließen Sie dann ab.",
    Is.CLOSED: "Der Fall ist abgeschlossen. Belege bleiben bis zum Ende der Frist.",
    Is.REFUSED: "Der Antrag ist abgelehnt. Hier ist nichts mehr zu tun.",
    Is.WITHDRAWN: "Der Antrag ist zurückgenommen. Hier ist nichts mehr zu tun.",
}


def what_is_next(case: ForwardingCase, money: CaseMoney) -> str:
    """One sentence that says whose turn it is and what to do."""
    status = Is(case.status)
    if status == Is.CHECKED and case.call.with_jury:
        return "Jetzt stimmt die Jury ab; danach entscheidet eine andere Person als die Prüferin."
    if status == Is.PROMISED and case.contracts.all():
        return "Der Vertrag ist erstellt. Tragen Sie beide Unterschriften mit dem Scan ein."
    if status != Is.PROOF_SUBMITTED:
        return NEXT[status]
    if money.accepted is None:
        return "Prüfen Sie den Nachweis: je Punkt, was anerkannt wird."
    if money.owed > 0:
        return "Es ist mehr gezahlt als anerkannt: Fordern Sie den Rest zurück."
    return "Der Nachweis ist geprüft. Schließen Sie den Fall ab."


def buttons(case: ForwardingCase, money: CaseMoney) -> list[Button]:
    """The pages that act from this state, the likeliest first; who may not, is not shown them."""
    status = Is(case.status)
    found: list[Button] = []
    if status in {Is.SUBMITTED, Is.PROOF_SUBMITTED}:
        found += _of_the_check(case, status)
    if status in {Is.CHECKED, Is.RANKED}:
        found.append(_step_page(case, "promise", "case_promise"))
    if status in {Is.SUBMITTED, Is.CHECKED, Is.RANKED}:
        found.append(_step(case, "refuse"))
    if status in {Is.CHECKED, Is.RANKED}:
        found.append(_step(case, "check_again"))
    if status == Is.PROMISED:
        found += _of_the_contract(case)
    if money.payable > 0 and status in {Is.CONTRACTED, Is.PAID, Is.PROOF_SUBMITTED}:
        effect = "Der Träger zahlt im nächsten Lauf an das bestätigte Konto."
        found.append(_button(case, "Auszahlung anweisen", effect, "payment_order", may.CASE_DECIDE))
    if status == Is.PROOF_SUBMITTED and money.owed > 0:
        found.append(_step_page(case, "claim", "case_claim"))
    if status == Is.REPAYMENT or (
        status == Is.PROOF_SUBMITTED and money.accepted is not None and money.owed == Decimal(0)
    ):
        found.append(_step(case, "close"))
    return found


def _of_the_check(case: ForwardingCase, status: Is) -> list[Button]:
    if status == Is.SUBMITTED:
        return [_step(case, "check"), _step_page(case, "ask", "case_ask")]
    effect = "Je Punkt wird festgehalten, was anerkannt ist."
    return [
        _button(case, "Nachweis prüfen", effect, "proof_check", may.CASE_CHECK),
        _step_page(case, "ask_proof", "case_ask"),
    ]


def _of_the_contract(case: ForwardingCase) -> list[Button]:
    written = any(each.cancelled_on is None for each in case.contracts.all())
    prepare = _button(
        case,
        "Vertrag neu erstellen" if written else "Vertrag erstellen",
        "Der Vertrag wird als PDF auf dem geltenden Muster festgehalten.",
        "contract_prepare",
        may.CASE_DECIDE,
    )
    sign = _step_page(case, "contract", "contract_sign")
    return [sign, prepare] if written else [prepare]


def _step(case: ForwardingCase, name: str) -> Button:
    step = CASE.by_name[name]
    url = reverse("staff:forwarding:case_step", args=[case.number, name])
    return Button(step.label, step.effect, url, step.permission)


def _step_page(case: ForwardingCase, name: str, page: str) -> Button:
    step = CASE.by_name[name]
    url = reverse(f"staff:forwarding:{page}", args=[case.number])
    return Button(step.label, step.effect, url, step.permission)


def _button(
    case: ForwardingCase, label: str, effect: str, page: str, permission: Permission
) -> Button:
    return Button(
        label, effect, reverse(f"staff:forwarding:{page}", args=[case.number]), permission
    )
