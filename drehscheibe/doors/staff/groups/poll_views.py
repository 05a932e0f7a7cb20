"""Date polls: proposed, answered, closed by the date that becomes a meeting."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from drehscheibe.domain.exchange import selectors as work
from drehscheibe.domain.exchange.models import DatePoll, PollAnswer, PollOption
from drehscheibe.domain.exchange.polling import answer, choose, open_poll, standings
from drehscheibe.domain.groups import permissions as may
from drehscheibe.domain.groups.leading import leads, membership_of
from drehscheibe.doors.staff.groups.reach import (
    FOLDER,
    REFUSALS,
    UNFIT,
    group_or_404,
    led_or_404,
    refuse,
    trail,
)
from drehscheibe.doors.staff.groups.work_forms import AnswerForm, PollForm
from drehscheibe.doors.staff.pages import StaffRequest, staff_page
from drehscheibe.kernel.design.rendering import render_page


@staff_page(may.TAKE_PART)
def poll_open(request: StaffRequest, pk: int) -> HttpResponse:
    """Ask all members which of some dates suits."""
    group = led_or_404(request, group_or_404(request, pk))
    form = PollForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            poll = open_poll(
                group=group, title=given["title"], dates=given["dates"],
                closes_at=form.closes_at(), by=request.person, at=request.now,
            )  # fmt: skip
        except REFUSALS as refusal:
            _refuse_poll(form, refusal)
        else:
            messages.success(request, "Die Mitglieder werden nach den Terminen gefragt.")
            return redirect("staff:groups:poll_detail", poll.pk)
    context = {"group": group, "form": form, "trail": trail(group, ("Terminumfrage", ""))}
    status = UNFIT if form.errors else 200
    return render_page(request, f"{FOLDER}/poll_open.html", context, status=status)


@staff_page(may.TAKE_PART)
def poll_detail(request: StaffRequest, pk: int) -> HttpResponse:
    """How each date fares, one's own answer, and for the leading: choosing one."""
    poll = _or_404(request, pk)
    group = poll.group
    assert group is not None  # polls are asked of the members of a group
    is_open = poll.closed_at is None and request.now < poll.closes_at
    member = membership_of(request.person, group, on=request.today)
    form = _answer_form(request, poll) if is_open and member is not None else None
    if request.method == "POST":
        if form is None:
            raise Http404
        if form.is_valid():
            try:
                answer(poll=poll, suits=form.suits(), by=request.person, at=request.now)
            except REFUSALS as refusal:
                refuse(form, refusal)
            else:
                messages.success(request, "Ihre Antwort ist eingetragen.")
                return redirect("staff:groups:poll_detail", pk)
    given = PollAnswer.objects.filter(option__poll=poll)
    context = {
        "poll": poll, "form": form, "standings": standings(poll), "is_open": is_open,
        "answered": given.values("person").distinct().count(),
        "leading": poll.closed_at is None and leads(request.person, group, on=request.today),
        "trail": trail(group, (poll.title, "")),
    }  # fmt: skip
    status = UNFIT if form is not None and form.errors else 200
    return render_page(request, f"{FOLDER}/poll_detail.html", context, status=status)


@staff_page(may.TAKE_PART)
@require_POST
def poll_choose(request: StaffRequest, pk: int) -> HttpResponse:
    """This date becomes a meeting."""
    polls = work.polls_for(request.standing)
    option = get_object_or_404(PollOption.objects.filter(poll__in=polls), pk=pk)
    led_or_404(request, option.poll.group)
    try:
        meeting = choose(option=option, by=request.person, at=request.now)
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
        return redirect("staff:groups:poll_detail", option.poll_id)
    messages.success(request, "Die Sitzung ist geplant. Jetzt fehlt die Tagesordnung.")
    return redirect("staff:groups:agenda", meeting.pk)


def _or_404(request: StaffRequest, pk: int) -> DatePoll:
    found: DatePoll = get_object_or_404(work.polls_for(request.standing), pk=pk)
    return found


def _answer_form(request: StaffRequest, poll: DatePoll) -> AnswerForm:
    """With what one answered before."""
    given = PollAnswer.objects.filter(option__poll=poll, person=request.person)
    initial = {f"option-{each.option_id}": each.suits for each in given}
    return AnswerForm(request.POST or None, dates=list(poll.options.all()), initial=initial)


def _refuse_poll(form: PollForm, refusal: Exception) -> None:
    """The deadline is typed as a day, the dates as lines."""
    field = {"closes_at": "until", "dates": "day-1"}.get(getattr(refusal, "field", ""))
    form.add_error(field, str(refusal))
