"""Procedures of the room: an account, an order, a run."""

from drehscheibe.domain.payments import guards
from drehscheibe.domain.payments import permissions as may
from drehscheibe.domain.payments.models import AccountIs, OrderIs, RunIs
from drehscheibe.kernel.workflow.declarations import Transition, Workflow

ACCOUNT = Workflow(
    name="payments.account",
    states=AccountIs,
    initial=AccountIs.ENTERED,
    transitions=(
        Transition(
            "confirm", "Bankverbindung bestätigen", (AccountIs.ENTERED,), AccountIs.CONFIRMED,
            may.ACCOUNT_CONFIRM, (guards.somebody_else_entered_it,),
            effect="Ab jetzt kann auf dieses Konto gezahlt werden. Die bisherige Bankverbindung "
            "der Organisation endet am Vortag.",
        ),
        Transition(
            "vouch", "Als zahlende Stelle bestätigen", (AccountIs.ENTERED,), AccountIs.CONFIRMED,
            may.ACCOUNT_VOUCH, (guards.somebody_else_entered_it,),
            effect="Sie haben die Bankverbindung auf einem zweiten Weg geprüft. Ab jetzt kann auf "
            "dieses Konto gezahlt werden; die bisherige endet am Vortag.",
        ),
        Transition(
            "refuse", "Bankverbindung verwerfen", (AccountIs.ENTERED,), AccountIs.REFUSED,
            may.ACCOUNT_CONFIRM,
            needs_reason=True,
            effect="Auf dieses Konto wird nicht gezahlt. Der Eintrag bleibt mit Ihrer Begründung.",
        ),
        Transition(
            "turn_down", "Als zahlende Stelle verwerfen", (AccountIs.ENTERED,), AccountIs.REFUSED,
            may.ACCOUNT_VOUCH,
            needs_reason=True,
            effect="Auf dieses Konto wird nicht gezahlt. Der Träger sieht Ihre Begründung.",
        ),
        Transition(
            "block", "Bankverbindung sperren", (AccountIs.CONFIRMED,), AccountIs.REFUSED,
            may.ACCOUNT_CONFIRM,
            needs_reason=True,
            effect="Ab sofort wird auf dieses Konto nicht mehr gezahlt; offene Zahlungen dorthin "
            "lassen sich nicht freigeben.",
        ),
    ),
)  # fmt: skip

ORDER = Workflow(
    name="payments.order",
    states=OrderIs,
    initial=OrderIs.OPEN,
    transitions=(
        Transition(
            "collect", "In den Zahlungslauf nehmen", (OrderIs.OPEN,), OrderIs.COLLECTED,
            may.RUN_PREPARE,
        ),
        Transition(
            "take_out", "Aus dem Zahlungslauf nehmen", (OrderIs.COLLECTED,), OrderIs.OPEN,
            may.RUN_PREPARE,
        ),
        Transition("pay", "Als gezahlt festhalten", (OrderIs.COLLECTED,), OrderIs.PAID,
                   may.RUN_PREPARE),
        Transition(
            "return", "Rückläufer festhalten", (OrderIs.COLLECTED, OrderIs.PAID), OrderIs.RETURNED,
            may.RUN_PREPARE,
            needs_reason=True,
            effect="Die Zahlung gilt als nicht geleistet; sie kann neu angewiesen werden.",
        ),
        Transition(
            "cancel", "Anweisung zurücknehmen", (OrderIs.OPEN,), OrderIs.CANCELLED,
            may.ORDER_PLACE,
            needs_reason=True,
            effect="Es wird nicht gezahlt; die Zahlung kann neu angewiesen werden.",
        ),
    ),
)  # fmt: skip

RUN = Workflow(
    name="payments.run",
    states=RunIs,
    initial=RunIs.DRAFT,
    transitions=(
        Transition(
            "prepare", "Zur Freigabe vorlegen", (RunIs.DRAFT,), RunIs.PREPARED, may.RUN_PREPARE,
            (guards.run_holds_orders, guards.accounts_may_be_paid),
            effect="Eine zweite Person kann danach freigeben; bis dahin ändert sich nichts mehr.",
        ),
        Transition(
            "send_back", "Zur Vorbereitung zurückgeben", (RunIs.PREPARED,), RunIs.DRAFT,
            may.RUN_RELEASE, (guards.no_other_run_in_preparation,),
            needs_reason=True,
            effect="Der Lauf kann wieder geändert werden.",
        ),
        Transition(
            "release", "Freigeben", (RunIs.PREPARED,), RunIs.RELEASED, may.RUN_RELEASE,
            (
                guards.releaser_did_not_prepare, guards.releaser_entered_no_account,
                guards.accounts_may_be_paid, guards.sum_is_unchanged,
                guards.day_of_execution_is_ahead,
            ),
            effect="Die Datei für die Bank entsteht und wird festgehalten. Danach ändert sich an "
            "diesem Lauf nichts mehr.",
        ),
        Transition(
            "hand_in", "Bei der Bank eingereicht", (RunIs.RELEASED,), RunIs.SENT, may.RUN_PREPARE,
            effect="Die Datei liegt bei der Bank.",
        ),
        Transition(
            "confirm", "Ausführung festhalten", (RunIs.SENT,), RunIs.CONFIRMED, may.RUN_PREPARE,
            (guards.day_of_execution_is_known,),
            effect="Alle Zahlungen des Laufs gelten als geleistet; ausgenommen sind Rückläufer.",
        ),
        Transition(
            "reject", "Als abgewiesen festhalten", (RunIs.RELEASED, RunIs.SENT), RunIs.CANCELLED,
            may.RUN_PREPARE,
            needs_reason=True,
            effect="Die Bank hat die ganze Datei nicht ausgeführt. Jede Zahlung gilt als "
            "zurückgekommen und muss neu angewiesen werden.",
        ),
        Transition(
            "cancel", "Lauf verwerfen", (RunIs.DRAFT, RunIs.PREPARED), RunIs.CANCELLED,
            may.RUN_PREPARE,
            needs_reason=True,
            effect="Die Zahlungen sind danach wieder offen.",
        ),
    ),
)  # fmt: skip
