"""Who may do what: every role of the platform, read by every door."""

from drehscheibe.domain.centres import permissions as centres
from drehscheibe.domain.circulars import permissions as circulars
from drehscheibe.domain.controlling import permissions as controlling
from drehscheibe.domain.controlling.catalogue import permissions as catalogue
from drehscheibe.domain.controlling.dialogues import permissions as dialogues
from drehscheibe.domain.controlling.projects import permissions as projects
from drehscheibe.domain.controlling.reports import permissions as reports
from drehscheibe.domain.controlling.returns import permissions as returns
from drehscheibe.domain.courses import permissions as courses
from drehscheibe.domain.directory import permissions as directory
from drehscheibe.domain.exchange import permissions as exchange
from drehscheibe.domain.forwarding import permissions as forwarding
from drehscheibe.domain.funding import permissions as funding
from drehscheibe.domain.groups import permissions as groups
from drehscheibe.domain.guide import permissions as guide
from drehscheibe.domain.network import permissions as network
from drehscheibe.domain.payments import permissions as payments
from drehscheibe.domain.qualification import permissions as qualification
from drehscheibe.domain.registration import permissions as registration
from drehscheibe.domain.reporting import permissions as reporting
from drehscheibe.domain.surveys import permissions as surveys
from drehscheibe.kernel.access import permissions as access
from drehscheibe.kernel.audit import permissions as audit
from drehscheibe.kernel.permissions.declarations import Role

EVERYBODY = frozenset({access.ENTER})
GROUP_WORK = groups.PARTICIPATING | exchange.WORKING
HOST_WORK = groups.HOSTING | exchange.WORKING
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
        | GROUP_WORK
        | circulars.RECEIVING
        | surveys.OWN_EDITING
        | controlling.OWN_EDITING
        | reporting.OWN_READING
        | returns.OWN_READING
        | projects.OWN_REPORTING
        | {catalogue.VIEW}
        | reports.OWN_EDITING
        | dialogues.OWN_HOLDING
        | forwarding.OWN_CHECKING
        | directory.OWN_KEEPING
        | network.RELATING
        | guide.PUBLISHING
        | guide.TAKING_IN
        | courses.OWN_KEEPING
        | centres.OWN_EDITING
        | registration.HOSTING
        | qualification.HOSTING
        | funding.OWN_EDITING,
        at=CENTRE,
    ),
    Role(
        "head",
        "KI-Leitung",
        MANAGING
        | HOST_WORK
        | circulars.RECEIVING
        | surveys.OWN_SIGNING
        | controlling.OWN_SUBMITTING
        | reporting.OWN_READING
        | returns.OWN_READING
        | projects.OWN_ANSWERING
        | {catalogue.VIEW}
        | reports.OWN_SIGNING
        | dialogues.OWN_HOLDING
        | forwarding.OWN_DECIDING
        | directory.OWN_KEEPING
        | network.RELATING
        | network.OPENING
        | guide.PUBLISHING
        | guide.TAKING_IN
        | courses.OWN_KEEPING
        | centres.OWN_DECIDING
        | funding.OWN_SIGNING
        | registration.HOSTING
        | qualification.HOSTING
        | payments.UNIT_ORDERING,
        second_factor=True,
        at=CENTRE,
    ),
    Role(
        "centre_admin",
        "KI-Verwaltung",
        EVERYBODY
        | qualification.TAKING_PART
        | GROUP_WORK
        | circulars.RECEIVING
        | surveys.OWN_READING
        | controlling.OWN_READING
        | reporting.OWN_READING
        | returns.OWN_READING
        | projects.OWN_READING
        | {catalogue.VIEW}
        | reports.OWN_READING
        | dialogues.OWN_READING
        | {controlling.ACTIVITY_ENTER}
        | forwarding.OWN_READING
        | directory.OWN_KEEPING
        | network.RELATING
        | guide.WRITING
        | courses.OWN_KEEPING
        | centres.OWN_READING
        | funding.OWN_READING,
        at=CENTRE,
    ),
    Role(
        "carrier",
        "Träger",
        MANAGING
        | qualification.TAKING_PART
        | GROUP_WORK
        | {circulars.READ}
        | controlling.OWN_READING
        | reporting.OWN_READING
        | returns.OWN_READING
        | projects.OWN_ANSWERING
        | {catalogue.VIEW}
        | reports.OWN_READING
        | dialogues.OWN_READING
        | forwarding.OWN_DECIDING
        | directory.OWN_READING
        | guide.READING
        | courses.OWN_READING
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
        | HOST_WORK
        | circulars.COORDINATING
        | surveys.KEEPING
        | controlling.ADVISING
        | reporting.FREEZING
        | returns.COORDINATING
        | projects.KEEPING
        | {catalogue.VIEW}
        | reports.REVIEWING
        | dialogues.NETWORK_HOLDING
        | forwarding.NETWORK_READING
        | directory.NETWORK_READING
        | guide.PUBLISHING
        | courses.NETWORK_READING
        | centres.NETWORK_READING
        | funding.NETWORK_READING
        | registration.HOSTING
        | qualification.HOSTING
        | {funding.ADVISE},
        at=frozenset({"coordinating_office"}),
    ),
    Role(
        "ministry_integration",
        "Ministerium für Integration",
        EVERYBODY
        | qualification.TAKING_PART
        | HOST_WORK
        | circulars.MINISTRY
        | surveys.KEEPING
        | controlling.DECIDING_INTEGRATION
        | reporting.FREEZING
        | returns.NETWORK_READING
        | projects.KEEPING
        | {catalogue.VIEW}
        | reports.NETWORK_READING
        | forwarding.NETWORK_READING
        | directory.NETWORK_READING
        | courses.NETWORK_READING
        | centres.NETWORK_READING
        | funding.NETWORK_READING,
        second_factor=True,
        at=MINISTRY,
    ),
    Role(
        "ministry_school",
        "Ministerium für Schule",
        EVERYBODY
        | qualification.TAKING_PART
        | HOST_WORK
        | circulars.MINISTRY
        | surveys.KEEPING
        | controlling.DECIDING_SCHOOL
        | reporting.FREEZING
        | returns.NETWORK_READING
        | projects.KEEPING
        | {catalogue.VIEW}
        | reports.NETWORK_READING
        | forwarding.NETWORK_READING
        | directory.NETWORK_READING
        | courses.NETWORK_READING
        | centres.NETWORK_READING
        | funding.NETWORK_READING,
        second_factor=True,
        at=MINISTRY,
    ),
    Role(
        "authority_officer",
        "Bewilligungsbehörde, Sachbearbeitung",
        EVERYBODY
        | qualification.TAKING_PART
        | controlling.NETWORK_READING
        | reporting.NETWORK_READING
        | reports.NETWORK_READING
        | forwarding.AUTHORITY_PREPARING
        | directory.NETWORK_READING
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
        | qualification.TAKING_PART
        | controlling.NETWORK_READING
        | reporting.NETWORK_READING
        | reports.NETWORK_READING
        | forwarding.AUTHORITY_GRANTING
        | directory.NETWORK_READING
        | centres.NETWORK_DECIDING
        | funding.AUTHORITY_DECIDING
        | payments.AUTHORITY_RELEASING,
        second_factor=True,
        at=AUTHORITY,
    ),
    Role(
        "guest",
        "Gast im Netzwerk",
        EVERYBODY | GROUP_WORK | directory.SPEAKING | network.SPEAKING,
        at=frozenset({"association"}),
    ),
    Role(
        "operator",
        "Betrieb",
        EVERYBODY | {access.MANAGE_ALL, audit.READ},
        second_factor=True,
        at=frozenset({"operator"}),
    ),
)
