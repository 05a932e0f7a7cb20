"""Honest defaults for rows that tests need; invented persons, example addresses only."""

from datetime import UTC, date, datetime
from itertools import count

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.test import Client

from drehscheibe.domain.centres.models import Centre, IntegrationConcept
from drehscheibe.kernel.organisations.models import Organisation
from drehscheibe.kernel.people.models import Account, Membership, Person
from drehscheibe.kernel.territory.models import District
from drehscheibe.kernel.workflow.models import Step

PASSWORD = "ein-langes-Kennwort-7"  # for invented accounts in tests only
_number = count(1)


def organisation(
    name: str = "Kreis Musterau", kind: str = "carrier", parent: Organisation | None = None
) -> Organisation:
    """The organisation of this name, created when it is new."""
    known = Organisation.objects.filter(name=name, kind=kind).first()
    return known or Organisation.objects.create(
        code=f"org-{next(_number)}", name=name, kind=kind, parent=parent
    )


def person(
    role: str = "specialist",
    *,
    of: Organisation | None = None,
    name: str = "",
    password: bool = False,
) -> Person:
    """A person with an account and one membership that has held since 2012."""
    serial = next(_number)
    address = f"person{serial}@example.org"
    human = Person.objects.create(
        given_name="Mia", family_name=name or f"Muster{serial}", email=address
    )
    account = Account(person=human, email=address)
    if password:
        account.set_password(PASSWORD)
    else:
        account.set_unusable_password()
    account.save()
    Membership.objects.create(
        person=human,
        organisation=of or organisation(),
        role=role,
        valid_from=date(2012, 1, 1),
    )
    return human


def client_of(human: Person) -> Client:
    """A browser in which this person is signed in, second factor proved."""
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
    from django.contrib.auth import login
    from django.http import HttpRequest

    account = human.account
    if not Authenticator.objects.filter(user=account).exists():
        TOTP.activate(account, generate_totp_secret())
    client = Client()
    request = HttpRequest()
    request.session = client.session
    login(request, account, backend="allauth.account.auth_backends.AuthenticationBackend")
    record_authentication(request, account, "mfa", type="totp")
    request.session.save()
    client.cookies["sitzung"] = request.session.session_key or ""
    return client


def centre(name: str = "Kreis Musterau", *, kind: str = "Kreis", key: str = "") -> Centre:
    """A centre with its carrier; the name of a Kreis or a city."""
    known = Centre.objects.filter(area_name=name).first()
    if known is not None:
        return known
    key = key or f"98{next(_number) % 1000:03d}"
    carrier = organisation(name)
    district = District.objects.create(
        ags=key[:5], name=name, kind=kind, government_district="Musterbezirk"
    )
    return Centre.objects.create(
        key=key,
        slug=key,
        area_name=name,
        kind=kind,
        district=district,
        carrier=carrier,
        organisation=organisation(f"Kommunales Integrationszentrum {name}", "centre", carrier),
        government_district="Musterbezirk",
        lat=51,
        lon=7,
        sort_key=name.lower(),
    )


@transaction.atomic
def concept(of: Centre, *, decided_on: date = date(2021, 6, 17)) -> IntegrationConcept:
    """An adopted concept of the centre, agreed with the municipalities."""
    author = person("head", of=of.organisation)
    moment = datetime(2021, 6, 20, 10, tzinfo=UTC)
    draft = IntegrationConcept.objects.create(
        centre=of,
        title="Integrationskonzept",
        body="kreistag" if of.kind == "Kreis" else "rat",
        decided_on=decided_on,
        paper_number="17/2021",
        municipalities_agreed_on=decided_on,
        created_by=author,
        created_at=moment,
        changed_by=author,
        changed_at=moment,
    )
    Step.objects.create(
        workflow="centres.concept",
        object_id=draft.pk,
        name="adopt",
        source="draft",
        target="adopted",
        by=author,
        decided_on=decided_on,
        effective_on=decided_on,
        entered_at=moment,
    )
    IntegrationConcept.objects.filter(pk=draft.pk).update(status="adopted")
    draft.refresh_from_db()
    return draft
