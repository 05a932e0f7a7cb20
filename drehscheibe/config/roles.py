"""Who may do what: every role of the platform, read by every door."""

from drehscheibe.domain.centres import permissions as centres
from drehscheibe.domain.controlling import permissions as controlling
from drehscheibe.domain.controlling.catalogue import permissions as catalogue
from drehscheibe.domain.controlling.dialogues import permissions as dialogues
from drehscheibe.domain.controlling.projects import permissions as projects
from drehscheibe.domain.controlling.reports import permissions as reports
from drehscheibe.domain.controlling.returns import permissions as returns
from drehscheibe.domain.forwarding import permissions as forwarding
from drehscheibe.domain.funding import permissions as funding
from drehscheibe.domain.payments import permissions as payments
from drehscheibe.domain.registration import permissions as registration
from drehscheibe.domain.reporting import permissions as reporting
from drehscheibe.kernel.access import permissions as access
from drehscheibe.kernel.audit import permissions as audit
from drehscheibe.kernel.permissions.declarations import Role

EVERYBODY = frozenset({access.ENTER})
MANAGING = EVERYBODY | {access.MANAGE}
CENTRE = frozenset({"centre"})
CARRIER = frozenset({"carrier"})
MINISTRY = frozenset({"ministry"})
AUTHORITY = frozenset({"authority"})

ROLES: tuple[Role, ...] = (
    Role(
        "specialist",
        "KI-Fachkraft",
        EVERYBODY
        | controlling.OWN_EDITING
        | reporting.OWN_READING
        | returns.OWN_READING
        | projects.OWN_REPORTING
        | {catalogue.VIEW}
        | reports.OWN_EDITING
        | dialogues.OWN_HOLDING
        | forwarding.OWN_CHECKING
        | centres.OWN_EDITING
        | registration.HOSTING
        | funding.OWN_EDITING,
        at=CENTRE,
    ),
    Role(
        "head",
        "KI-Leitung",
        MANAGING
        | controlling.OWN_SUBMITTING
        | reporting.OWN_READING
        | returns.OWN_READING
        | projects.OWN_ANSWERING
        | {catalogue.VIEW}
        | reports.OWN_SIGNING
        | dialogues.OWN_HOLDING
        | forwarding.OWN_DECIDING
        | centres.OWN_DECIDING
        | funding.OWN_SIGNING
        | registration.HOSTING
        | payments.UNIT_ORDERING,
        second_factor=True,
        at=CENTRE,
    ),
    Role(
        "centre_admin",
        "KI-Verwaltung",
        EVERYBODY
        | controlling.OWN_READING
        | reporting.OWN_READING
        | returns.OWN_READING
        | projects.OWN_READING
        | {catalogue.VIEW}
        | reports.OWN_READING
        | dialogues.OWN_READING
        | {controlling.ACTIVITY_ENTER}
        | forwarding.OWN_READING
        | centres.OWN_READING
        | funding.OWN_READING,
        at=CENTRE,
    ),
    Role(
        "carrier",
        "Träger",
        MANAGING
        | controlling.OWN_READING
        | reporting.OWN_READING
        | returns.OWN_READING
        | projects.OWN_ANSWERING
        | {catalogue.VIEW}
        | reports.OWN_READING
        | dialogues.OWN_READING
        | forwarding.OWN_DECIDING
        | centres.OWN_DECIDING
        | funding.OWN_SUBMITTING
        | payments.CARRIER_PAYING,
        second_factor=True,
        at=CARRIER,
    ),
    Role(
        "coordination",
        "Koordinierungsstelle",
        EVERYBODY
        | controlling.ADVISING
        | reporting.FREEZING
        | returns.COORDINATING
        | projects.KEEPING
        | {catalogue.VIEW}
        | reports.REVIEWING
        | dialogues.NETWORK_HOLDING
        | forwarding.NETWORK_READING
        | centres.NETWORK_READING
        | funding.NETWORK_READING
        | registration.HOSTING
        | {funding.ADVISE},
        at=frozenset({"coordinating_office"}),
    ),
    Role(
        "ministry_integration",
        "Ministerium für Integration",
        EVERYBODY
        | controlling.DECIDING_INTEGRATION
        | reporting.FREEZING
        | returns.NETWORK_READING
        | projects.KEEPING
        | {catalogue.VIEW}
        | reports.NETWORK_READING
        | forwarding.NETWORK_READING
        | centres.NETWORK_READING
        | funding.NETWORK_READING,
        second_factor=True,
        at=MINISTRY,
    ),
    Role(
        "ministry_school",
        "Ministerium für Schule",
        EVERYBODY
        | controlling.DECIDING_SCHOOL
        | reporting.FREEZING
        | returns.NETWORK_READING
        | projects.KEEPING
        | {catalogue.VIEW}
        | reports.NETWORK_READING
        | forwarding.NETWORK_READING
        | centres.NETWORK_READING
        | funding.NETWORK_READING,
        second_factor=True,
        at=MINISTRY,
    ),
    Role(
        "authority_officer",
        "Bewilligungsbehörde, Sachbearbeitung",
        EVERYBODY
        | controlling.NETWORK_READING
        | reporting.NETWORK_READING
        | reports.NETWORK_READING
        | forwarding.AUTHORITY_PREPARING
        | centres.NETWORK_READING
        | funding.AUTHORITY_PROCESSING
        | payments.AUTHORITY_PREPARING,
        second_factor=True,
        at=AUTHORITY,
    ),
    Role(
        "authority_approver",
        "Bewilligungsbehörde, Zeichnung",
        EVERYBODY
        | controlling.NETWORK_READING
        | reporting.NETWORK_READING
        | reports.NETWORK_READING
        | forwarding.AUTHORITY_GRANTING
        | centres.NETWORK_DECIDING
        | funding.AUTHORITY_DECIDING
        | payments.AUTHORITY_RELEASING,
        second_factor=True,
        at=AUTHORITY,
    ),
    Role(
        "operator",
        "Betrieb",
        EVERYBODY | {access.MANAGE_ALL, audit.READ},
        second_factor=True,
        at=frozenset({"operator"}),
    ),
)
