"""Shapes of input on the pages of both ministries and of the coordinating office."""

from typing import Any

from django import forms

from drehscheibe.domain.controlling.goals.advice import LONGEST_ADVICE, Words
from drehscheibe.domain.controlling.goals.before_ministries import STATES, Filters
from drehscheibe.domain.controlling.goals.changes import TEXTS
from drehscheibe.domain.controlling.goals.decisions import Verdict
from drehscheibe.domain.controlling.models import Strand

LONGEST_REASON = 4000
NOT_YET, AGREE, CHANGE = "", "agree", "change"
CHOICES = [(NOT_YET, "noch nicht entscheiden"), (AGREE, "zustimmen"), (CHANGE, "ändern")]


class DecisionFilter(forms.Form):
    """What the list of goals is narrowed to; without a choice it shows what is open here."""

    stand = forms.ChoiceField(
        label="Stand", required=False, choices=[*STATES.items(), ("alle", "alle")]
    )
    bezirk = forms.ChoiceField(label="Regierungsbezirk", required=False)
    strang = forms.ChoiceField(
        label="Strang", required=False, choices=[("", "alle"), *Strand.choices]
    )
    tage = forms.TypedChoiceField(
        label="Wartet", required=False, coerce=int, empty_value=None,
        choices=[("", "gleich wie lange"), ("7", "seit 7 Tagen"), ("14", "seit 14 Tagen"),
                 ("30", "seit 30 Tagen")],
    )  # fmt: skip
    wort = forms.CharField(label="Zentrum oder Ziel", required=False, max_length=80)

    def __init__(self, data: Any, *, districts: list[str]) -> None:
        """Only districts that have goals before the ministries."""
        super().__init__(data if data else {"stand": next(iter(STATES))})
        field: Any = self.fields["bezirk"]
        field.choices = [("", "alle"), *((name, name) for name in districts)]

    def filters(self) -> Filters:
        """For the selector."""
        given = self.cleaned_data if self.is_valid() else {}
        state = given.get("stand") or ""
        return Filters(
            state="" if state == "alle" else state,
            district=given.get("bezirk") or "",
            strand=given.get("strang") or "",
            days=given.get("tage") or 0,
            words=given.get("wort") or "",
        )


class VerdictForm(forms.Form):
    """One ministry's word on one goal, in the version that was shown."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    verdict = forms.ChoiceField(
        label="Ihre Entscheidung", required=False, choices=CHOICES, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label="Was soll geändert werden?", required=False, max_length=LONGEST_REASON,
        help_text="Nur bei „ändern“. Das Zentrum und das andere Ministerium lesen diesen Text.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, goal: int, initial: Any = None) -> None:
        """The labels name the goal: the page holds several of these forms."""
        super().__init__(data, prefix=f"ziel-{goal}", initial=initial)
        _name_goal(self, goal)

    def clean(self) -> dict[str, Any]:
        """A typed reason without a verdict is asked about, never thrown away."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        reason, verdict = (given.get("reason") or "").strip(), given.get("verdict")
        if verdict == CHANGE and not reason and "reason" not in self.errors:
            self.add_error("reason", "Bitte schreiben Sie, was geändert werden soll.")
        if reason and verdict != CHANGE:
            self.add_error(
                "verdict",
                "Sie haben geschrieben, was sich ändern soll. Bitte wählen Sie „ändern“ oder "
                "leeren Sie den Text.",
            )
        return given

    def said(self, ministry: str) -> Verdict | None:
        """For the action; None while nothing is decided."""
        given = self.cleaned_data
        if not given["verdict"]:
            return None
        return Verdict(
            ministry, given["version"], agrees=given["verdict"] == AGREE, reason=given["reason"]
        )


class WithdrawalForm(forms.Form):
    """Why a ministry takes its decision back."""

    reason = forms.CharField(
        label="Warum nehmen Sie die Entscheidung zurück?", required=False,
        max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Das Zentrum und das andere Ministerium lesen diesen Grund.",
    )  # fmt: skip


class AdviceForm(forms.Form):
    """A comment on a goal, a proposed text for one of its parts, or both."""

    field = forms.ChoiceField(
        label="Wozu?", required=False, choices=[("", "zum ganzen Ziel"), *TEXTS.items()]
    )
    comment = forms.CharField(
        label="Hinweis", required=False, max_length=LONGEST_ADVICE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    proposed_text = forms.CharField(
        label="Vorgeschlagener Wortlaut", required=False, max_length=LONGEST_ADVICE,
        help_text="Ersetzt, wenn das Zentrum ihn übernimmt, genau die Angabe unter „Wozu?“.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, goal: int, initial: Any = None) -> None:
        """The labels name the goal: the page holds several of these forms."""
        super().__init__(data, prefix=f"ziel-{goal}", initial=initial)
        _name_goal(self, goal)

    def words(self) -> Words | None:
        """For the action; None when nothing was written about this goal."""
        given = self.cleaned_data
        if not given["comment"].strip() and not given["proposed_text"].strip():
            return None
        return Words(given["field"], given["comment"], given["proposed_text"])


class AdviceFilter(forms.Form):
    """What the list of drafts opened for advice is narrowed to."""

    stand = forms.ChoiceField(
        label="Stand", required=False,
        choices=[("", "noch im Entwurf"), ("alle", "alle, auch schon vorgelegte")],
    )  # fmt: skip
    wort = forms.CharField(label="Zentrum", required=False, max_length=80)

    def wanted(self) -> tuple[bool, str]:
        """Whether those already put forward are shown too, and the words."""
        given = self.cleaned_data if self.is_valid() else {}
        return given.get("stand") == "alle", given.get("wort") or ""


def _name_goal(form: forms.Form, goal: int) -> None:
    for field in form.fields.values():
        field.label = f"Ziel {goal}: {field.label}"
