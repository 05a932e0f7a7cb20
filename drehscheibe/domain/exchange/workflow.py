"""The ways of a meeting, a decision, an action."""

from drehscheibe.domain.exchange import guards as must
from drehscheibe.domain.exchange import permissions as may
from drehscheibe.domain.exchange.models import ActionIs, DecisionIs, MeetingIs
from drehscheibe.kernel.workflow.declarations import Transition, Workflow

M = MeetingIs
MEETING = Workflow(
    name="exchange.meeting",
    states=M,
    initial=M.SCHEDULED,
    transitions=(
        Transition(
            "invite", "Einladen", (M.SCHEDULED,), M.INVITED, may.LEAD,
            (must.leads_the_group, must.has_an_agenda),
            effect="Alle Mitglieder erhalten die Einladung mit der Tagesordnung.",
        ),
        Transition(
            "hold", "Sitzung abschließen", (M.SCHEDULED, M.INVITED), M.HELD, may.LEAD,
            (must.leads_the_group, must.has_begun),
            effect="Was nicht behandelt wurde, steht auf der nächsten Tagesordnung.",
        ),
        Transition(
            "write", "Protokoll beginnen", (M.HELD,), M.MINUTES_DRAFT, may.LEAD,
            (must.leads_the_group,), effect="Den Entwurf sehen Leitung und Protokoll.",
        ),
        Transition(
            "circulate", "Zur Abstimmung geben", (M.MINUTES_DRAFT,), M.COMMENT_PERIOD, may.LEAD,
            (must.leads_the_group, must.minutes_are_written),
            effect="Alle Mitglieder können bis zum Ende der Frist Anmerkungen machen.",
        ),
        Transition(
            "rework", "Überarbeiten", (M.COMMENT_PERIOD,), M.MINUTES_DRAFT, may.LEAD,
            (must.leads_the_group,), effect="Das Protokoll wird wieder zum Entwurf.",
        ),
        Transition(
            "approve", "Genehmigen", (M.COMMENT_PERIOD,), M.APPROVED, may.LEAD,
            (must.leads_the_group, must.comment_period_is_over),
            effect="Diese Fassung bleibt für immer; Berichtigungen sind neue Fassungen.",
        ),
        Transition(
            "publish", "Veröffentlichen", (M.APPROVED,), M.PUBLISHED, may.LEAD,
            (must.leads_the_group,),
            effect="Wer die Sitzung sehen darf, sieht auch das Protokoll ohne den internen Teil.",
        ),
        Transition(
            "cancel", "Absagen", (M.SCHEDULED, M.INVITED), M.CANCELLED, may.LEAD,
            (must.leads_the_group,), needs_reason=True,
            effect="Alle Eingeladenen erfahren es einmal.",
        ),
    ),
)  # fmt: skip

D = DecisionIs
DECISION = Workflow(
    name="exchange.decision",
    states=D,
    initial=D.OPEN,
    transitions=(
        Transition(
            "take", "Feststellen", (D.OPEN,), D.TAKEN, may.DECIDE, follows=True,
            effect="Der Beschluss gilt ab dem genannten Tag.",
        ),
        Transition(
            "reject", "Ablehnung feststellen", (D.OPEN,), D.REJECTED, may.DECIDE, follows=True,
            effect="Der Antrag ist abgelehnt und bleibt nachlesbar.",
        ),
    ),
)  # fmt: skip

A = ActionIs
ACTION = Workflow(
    name="exchange.action",
    states=A,
    initial=A.OPEN,
    transitions=(
        Transition(
            "finish", "Erledigt", (A.OPEN, A.MOVED), A.DONE, may.WORK,
            (must.belongs_to_the_group,), effect="Der Auftrag steht nicht mehr auf der Liste.",
        ),
        Transition(
            "move", "Verschieben", (A.OPEN, A.MOVED), A.MOVED, may.WORK,
            (must.belongs_to_the_group,), needs_reason=True,
            effect="Der Auftrag bekommt einen neuen Tag und bleibt auf der Liste.",
        ),
        Transition(
            "drop", "Fallen lassen", (A.OPEN, A.MOVED), A.DROPPED, may.WORK,
            (must.leads_the_group,), needs_reason=True,
            effect="Der Auftrag wird nicht mehr verfolgt; der Grund bleibt stehen.",
        ),
        Transition(
            "reopen", "Wieder aufnehmen", (A.DONE, A.DROPPED), A.OPEN, may.WORK,
            (must.leads_the_group,), effect="Der Auftrag steht wieder auf der Liste.",
        ),
    ),
)  # fmt: skip
