"""One mail a day to whoever has something new in a group, and only to them."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef

from drehscheibe.domain.exchange.models import Mute, Post
from drehscheibe.domain.exchange.telling import mail_for
from drehscheibe.domain.groups.models import Function, GroupMembership
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.mail.reminders import keep_new

SINCE = timedelta(days=1)


def send_digests(*, at: datetime) -> int:
    """Tell every member in how many talks somebody else wrote in the last day; how many mails.

    Subjects and words of talks stay on the platform, so a mail can tell nobody too much; internal
    talks do not even count for guests. Two queries, whatever the number of people; twice a day is
    once.
    """
    day = day_of(at)
    new = list(
        Post.objects.filter(at__gt=at - SINCE, at__lte=at, removed_at=None)
        .values_list("thread__group_id", "thread_id", "thread__internal", "author_id")
        .distinct()
    )
    if not new:
        return 0
    silent: set[tuple[int, int | None]] = set(Mute.objects.values_list("person_id", "thread_id"))
    by_group: dict[int, list[tuple[int, bool, int]]] = {}
    for group, thread, internal, author in new:
        by_group.setdefault(group, []).append((thread, internal, author))
    told: dict[int, tuple[str, set[int]]] = {}
    for person, address, group, function in _members(day, by_group):
        threads = {
            thread
            for thread, internal, author in by_group[group]
            if author != person
            and not (internal and function == Function.GUEST)
            and (person, thread) not in silent
            and (person, None) not in silent
        }
        if threads:
            told.setdefault(person, (address, set()))[1].update(threads)
    mails = [
        mail_for(f"exchange.digest:{day}:{person}", address, "Neues in Ihren Gruppen",
                 _text(len(threads)), at)
        for person, (address, threads) in sorted(told.items())
    ]  # fmt: skip
    return keep_new(mails)


def _members(day: date, groups: Iterable[int]) -> Iterator[tuple[int, str, int, str]]:
    """Person, address, group, and whether it is a guest there."""
    full = (
        GroupMembership.objects.live(day)
        .full()
        .filter(person=OuterRef("person"), group=OuterRef("group"))
    )
    rows = (
        GroupMembership.objects.live(day).filter(group__in=list(groups)).exclude(person__email="")
    )
    for person, address, group, is_full in rows.annotate(is_full=Exists(full)).values_list(
        "person_id", "person__email", "group_id", "is_full"
    ):
        yield person, address, group, Function.MEMBER if is_full else Function.GUEST


def _text(count: int) -> str:
    talks = "einem Gespräch" if count == 1 else f"{count} Gesprächen"
    return (
        f"in {talks} Ihrer Gruppen gibt es seit gestern Neues. Bitte melden Sie sich an und "
        "öffnen Sie „Gruppen“. Dort können Sie diese Mails auch abstellen."
    )
