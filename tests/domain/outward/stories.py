"""Nights in which addresses are asked, and what hosts answer."""

from collections.abc import Callable
from datetime import datetime, timedelta

from drehscheibe.domain.outward.asking import Told
from drehscheibe.domain.outward.checking import check_some, collect
from drehscheibe.domain.outward.models import Answer
from tests.domain.guide.stories import AT

AMT = "https://amt.example/wohngeld?a=1&b=2"
NIGHT = timedelta(days=1)


def answers(**by_host: Answer) -> Callable[[str], Told]:
    """Hosts `<name>.example` answer so, all others are fine."""

    def how(url: str) -> Told:
        name = url.split("/")[2].partition(".")[0]
        answer = by_host.get(name, Answer.FINE)
        return Told(answer, "" if answer == Answer.FINE else "Das war nichts.")

    return how


def nights(number: int, *, since: datetime = AT, **by_host: Answer) -> datetime:
    """So many nights of collecting and asking; the morning after."""
    for night in range(number):
        collect()
        check_some(at=since + night * NIGHT, how=answers(**by_host), pause=0)
    return since + number * NIGHT
