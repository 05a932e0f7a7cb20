"""The demonstration's people of Warendorf and those they deal with, as a story."""

from drehscheibe.domain.centres.models import Centre
from drehscheibe.doors.console.demonstration import WARENDORF
from drehscheibe.kernel.people.models import Person
from tests.domain.controlling.stories import Story


def story_of_warendorf() -> Story:
    """Centre, adviser and both ministries of the demonstration."""

    def somebody(email: str) -> Person:
        return Person.objects.get(account__email=email)

    return Story(
        centre=Centre.objects.get(key=WARENDORF),
        specialist=somebody("fachkraft@warendorf.example"),
        head=somebody("leitung@warendorf.example"),
        adviser=somebody("beratung@koordinierung.example"),
        integration=somebody("integration@ministerium.example"),
        school=somebody("schule@ministerium.example"),
    )
