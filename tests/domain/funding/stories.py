"""The people and steps of a funding case, for tests that tell a story."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from drehscheibe.domain.centres.models import Centre
from drehscheibe.domain.funding import actions, decisions, drafting
from drehscheibe.domain.funding.models import Application
from drehscheibe.kernel.people.models import Person
from tests import factories

DECLARATIONS = ["a", "b", "c", "d", "e", "f"]


@dataclass
class Story:
    """A centre, its authority and the people on both sides."""

    centre: Centre
    specialist: Person
    head: Person
    carrier: Person
    officer: Person
    approver: Person

    def draft(self, *, at: datetime, year: int = 2023) -> Application:
        """A complete draft: every post filled all year, one specialist from 1 April only."""
        application = actions.start_application(
            centre=self.centre, fiscal_year=year, by=self.specialist, at=at
        )
        typed = {"head_share": "1", "deputy_share": "1"}
        for post in application.posts.all():
            if post.category == "FACHKRAFT":
                typed[f"posts-{post.number}-qualification"] = "DEGREE"
        typed["posts-1-filled_from"] = f"1.4.{year}"
        drafting.save_draft(
            application=application, typed=typed, version=1, by=self.specialist, at=at
        )
        drafting.set_choices(
            application=application,
            choices={"declarations": DECLARATIONS},
            by=self.specialist,
            at=at,
        )
        application.refresh_from_db()
        return application

    def submitted(self, *, at: datetime, year: int = 2023) -> Application:
        """Signed off by the head, handed in by the carrier."""
        application = self.draft(at=at, year=year)
        decisions.sign_off(application=application, by=self.head, at=at)
        return decisions.submit(application=application, by=self.carrier, at=at)

    def prepared(self, *, at: datetime, reason: str = "", less: str = "0") -> Application:
        """An officer has prepared a grant, lower by `less` euro."""
        application = self.submitted(at=at)
        asked = application.requested or Decimal(0)
        decisions.prepare(
            application=application,
            outcome="grant",
            amounts={"staff": asked - Decimal(less), "material": Decimal(0), "komm_an": Decimal(0)},
            reason=reason,
            by=self.officer,
            at=at,
        )
        application.refresh_from_db()
        return application

    def granted(self, *, at: datetime) -> Application:
        """The approver has signed."""
        application = self.prepared(at=at)
        return decisions.decide(application=application, outcome="grant", by=self.approver, at=at)


def story(name: str = "Kreis Musterau", *, kind: str = "Kreis") -> Story:
    """Everybody in place, the concept adopted in 2021."""
    centre = factories.centre(name, kind=kind)
    authority = factories.organisation("Bewilligungsbehörde Muster", "authority")
    factories.concept(centre, decided_on=date(2021, 6, 17))
    return Story(
        centre=centre,
        specialist=factories.person("specialist", of=centre.organisation),
        head=factories.person("head", of=centre.organisation),
        carrier=factories.person("carrier", of=centre.carrier),
        officer=factories.person("authority_officer", of=authority),
        approver=factories.person("authority_approver", of=authority),
    )
