"""Is the process alive, is it ready, is the work behind done? For monitoring; no data inside."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from drehscheibe.kernel.audit.selectors import last_check
from drehscheibe.kernel.jobs.selectors import queue_state
from drehscheibe.kernel.mail.selectors import backlog

PLAIN = "text/plain; charset=utf-8"
UNCHECKED = timedelta(days=2)


def live(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type=PLAIN)


def ready(request: HttpRequest) -> HttpResponse:
    """The process can serve: the database answers; else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("no database\n", status=503, content_type=PLAIN)
    return HttpResponse("ok\n", content_type=PLAIN)


def work(request: HttpRequest) -> HttpResponse:
    """What happens without a page goes well: a worker lives, the record is whole, mail leaves.

    503 with a line for each fault. Apart from `ready`, so that a balancer does not take the pages
    away because of it.
    """
    try:
        faults = list(_faults(timezone.now()))
    except DatabaseError:
        faults = ["no database"]
    return HttpResponse(
        "\n".join(faults or ["ok"]) + "\n", status=503 if faults else 200, content_type=PLAIN
    )


def _faults(at: datetime) -> Iterator[str]:
    if not queue_state(at=at).workers:
        yield "no worker"
    check = last_check()
    if check is not None and not check.is_whole:
        yield "audit chain broken"
    if check is not None and check.at < at - UNCHECKED:
        yield "audit chain not checked"
    if settings.DREHSCHEIBE_MAIL and backlog(at=at).is_late:
        yield "mail late"
