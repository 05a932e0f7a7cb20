"""What one may do with funding cases, and through whom."""

from django.db.models import Q

from drehscheibe.domain.funding.package import permissions as package
from drehscheibe.domain.funding.proof import permissions as proof
from drehscheibe.domain.funding.reclaim import permissions as reclaim
from drehscheibe.kernel.permissions.declarations import NETWORK, Permission

CENTRE = ("centre__organisation", "centre__carrier")
CARRIER = ("centre__carrier",)
AUTHORITY = ("authority",)
SUBMITTED = ~Q(status__in=["draft", "signed_off"]) & Q(submitted_on__isnull=False)

VIEW = Permission("funding.application.view", "Eigene Anträge einsehen", through=CENTRE)
VIEW_SUBMITTED = Permission(
    "funding.application.view_submitted",
    "Eingereichte Anträge einsehen",
    through=(NETWORK,),
    only=SUBMITTED,
)
PROCESS = Permission(
    "funding.application.process",
    "Anträge bearbeiten und zurückfragen",
    through=AUTHORITY,
    only=SUBMITTED,
)
DECIDE = Permission(
    "funding.application.decide", "Anträge bescheiden", through=AUTHORITY, only=SUBMITTED
)
EDIT = Permission("funding.application.edit", "Anträge schreiben", through=CENTRE)
SIGN_OFF = Permission("funding.application.sign_off", "Anträge fachlich zeichnen", through=CENTRE)
SUBMIT = Permission("funding.application.submit", "Anträge einreichen", through=CARRIER)
ADVISE = Permission(
    "funding.application.advise", "Fachlichen Hinweis geben", through=(NETWORK,), only=SUBMITTED
)

CASE_CENTRE = ("application__centre__organisation", "application__centre__carrier")
CASE_CARRIER = ("application__centre__carrier",)
CASE_AUTHORITY = ("application__authority",)

CALL = Permission("funding.call.request", "Mittel abrufen", through=CASE_CARRIER)
CALL_CHECK = Permission("funding.call.check", "Mittelabrufe prüfen", through=CASE_AUTHORITY)
CALL_RELEASE = Permission(
    "funding.call.release", "Mittelabrufe zur Zahlung freigeben", through=CASE_AUTHORITY
)
CHANGE_REPORT = Permission("funding.change.report", "Änderungen anzeigen", through=CASE_CENTRE)
CHANGE_NOTE = Permission(
    "funding.change.note", "Änderungsanzeigen bearbeiten", through=CASE_AUTHORITY
)
AMENDMENT_PREPARE = Permission(
    "funding.amendment.prepare", "Änderungsbescheide vorbereiten", through=CASE_AUTHORITY
)
AMENDMENT_SIGN = Permission(
    "funding.amendment.sign", "Änderungsbescheide erlassen", through=CASE_AUTHORITY
)

READING = (VIEW, VIEW_SUBMITTED, PROCESS, DECIDE)
"""Any of these lets one see a case."""

OWN_READING = frozenset({VIEW}) | proof.OWN_READING
OWN_EDITING = OWN_READING | {EDIT, CHANGE_REPORT} | proof.OWN_EDITING
OWN_SIGNING = OWN_EDITING | {SIGN_OFF}
OWN_SUBMITTING = (
    OWN_SIGNING
    | {SUBMIT, CALL, package.DOWNLOAD_OWN}
    | proof.OWN_SUBMITTING
    | reclaim.OWN_ANSWERING
)
NETWORK_READING = frozenset({VIEW_SUBMITTED}) | proof.NETWORK_READING
"""Who reads what was submitted: ministries, authority, coordinating office."""
AUTHORITY_PROCESSING = (
    NETWORK_READING
    | {PROCESS, CALL_CHECK, CHANGE_NOTE, AMENDMENT_PREPARE, package.DOWNLOAD}
    | proof.CHECKING
    | reclaim.PREPARING
)
"""The authority's officers: prepare and check."""
AUTHORITY_DECIDING = (
    NETWORK_READING
    | {DECIDE, CALL_RELEASE, AMENDMENT_SIGN, package.DOWNLOAD}
    | proof.CLOSING
    | reclaim.SIGNING
)
"""Those who sign for the authority."""
