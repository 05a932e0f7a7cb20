"""Why a member of the jury does not vote on a case (Befangenheit); the database asks the same."""

from datetime import date

from drehscheibe.domain.forwarding.centre.refusals import StepRefused
from drehscheibe.domain.forwarding.comparing import name_key
from drehscheibe.domain.forwarding.models import ForwardingCase, JuryMember
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.people.selectors import memberships_of


def bias_of(member: JuryMember, case: ForwardingCase) -> str:
    """Why the member does not vote on the case, in German; empty when it may."""
    declared = next((each for each in member.conflicts.all() if each.case_id == case.pk), None)
    if declared is not None:
        return f"{member} ist befangen ({declared.reason}) und stimmt hier nicht mit ab."
    if case.applicant_key and case.applicant_key in {member.organisation_key, *member.further_keys}:
        return (
            f"{member} gehört zu „{case.name}“. Über den Antrag der eigenen Organisation stimmt "
            "niemand mit ab."
        )
    address = member.person.email.casefold() if member.person else ""
    if case.contact_name.casefold() == member.name.casefold() or case.email.casefold() == address:
        return (
            f"{member} ist Ansprechperson dieses Antrags. Über den eigenen Antrag stimmt niemand "
            "mit ab."
        )
    return ""


def refuse_bias(member: JuryMember, case: ForwardingCase) -> None:
    """Raise `StepRefused` with the reason, if there is one."""
    if reason := bias_of(member, case):
        raise StepRefused(reason)


def organisations_of(person: Person, *, on: date) -> dict[str, str]:
    """The organisations the person acts for on this day: name by what is compared."""
    found = memberships_of(person, on=on)
    return {name_key(each.organisation.name): each.organisation.name for each in found}
