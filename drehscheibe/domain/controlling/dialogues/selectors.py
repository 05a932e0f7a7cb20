"""Reading dialogues, always through the reader's standing."""

from datetime import date

from django.db.models import Count, Q, QuerySet

from drehscheibe.domain.controlling.dialogues import permissions as may
from drehscheibe.domain.controlling.models import AgreedStep, AnnualReport, Dialogue, DialogueIs
from drehscheibe.domain.controlling.narrowing import ALL, Filters, narrowed
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.permissions.reach import Standing, within_reach

OUTLINES = ("centre__outline", "centre__path")


def dialogues_for(standing: Standing, filters: Filters = ALL) -> QuerySet[Dialogue]:
    """Dialogues within reach with their steps counted, latest year first."""
    rows = within_reach(Dialogue.objects.all(), *may.READING, standing=standing)
    rows = narrowed(rows, filters, in_year=Q(report__year=filters.year))
    counted = rows.annotate(
        step_count=Count("steps"), open_count=Count("steps", filter=Q(steps__done_on__isnull=True))
    )
    beside = ("centre__organisation", "centre__carrier", "report", "created_by")
    return (
        counted.select_related(*beside)
        .defer(*OUTLINES)
        .order_by("-report__year", "centre__sort_key", "-pk")
    )


def dialogue_for(standing: Standing, pk: int) -> Dialogue:
    """One dialogue within reach; raises `Dialogue.DoesNotExist`."""
    rows = dialogues_for(standing).select_related("version").defer("version__snapshot", *OUTLINES)
    return rows.prefetch_related("steps__owner").get(pk=pk)


def dialogue_on(standing: Standing, report: AnnualReport) -> Dialogue | None:
    """The dialogue on a report, when one is prepared or held and may be seen."""
    rows = within_reach(Dialogue.objects.all(), *may.READING, standing=standing)
    return rows.filter(report=report).exclude(status=DialogueIs.CANCELLED).first()


def years_of(standing: Standing) -> list[int]:
    """The report years there are dialogues on, latest first."""
    rows = within_reach(Dialogue.objects.all(), *may.READING, standing=standing)
    return sorted(set(rows.order_by().values_list("report__year", flat=True)), reverse=True)


def owners_of(dialogue: Dialogue, *, on: date) -> list[Organisation]:
    """Who may be named for a step on a day: the centre, its carrier, the state's side."""
    state = [Organisation.Kind.COORDINATING_OFFICE, Organisation.Kind.MINISTRY]
    own = [dialogue.centre.organisation_id, dialogue.centre.carrier_id]
    stands = ~Q(valid_from__gt=on) & ~Q(valid_to__lt=on)
    rows = Organisation.objects.filter(Q(pk__in=own) | Q(kind__in=state) & stands)
    return sorted(rows, key=lambda each: (each.pk not in own, each.name))


def overdue_steps(standing: Standing, *, on: date) -> QuerySet[AgreedStep]:
    """Agreed steps that are due or late and not done, of dialogues this person takes part in."""
    mine = within_reach(Dialogue.objects.all(), *may.WRITING, standing=standing)
    rows = AgreedStep.objects.filter(
        dialogue__in=mine, dialogue__status=DialogueIs.HELD, done_on__isnull=True, due_on__lte=on
    )
    return rows.select_related("dialogue__centre", "owner").order_by("due_on", "pk")
