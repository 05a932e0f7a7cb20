"""What one may do about money that comes back; every right is held about the proof of use,
those about waived interest about the waiver.
"""

from drehscheibe.domain.funding.proof.permissions import AUTHORITY, CARRIER, HANDED_IN
from drehscheibe.kernel.permissions.declarations import Permission

CLAIM_AUTHORITY = ("reclaim__proof__application__authority",)

PREPARE = Permission(
    "funding.reclaim.prepare", "Rückforderungen vorbereiten", through=AUTHORITY, only=HANDED_IN
)
SIGN = Permission(
    "funding.reclaim.sign", "Erstattungsbescheide erlassen", through=AUTHORITY, only=HANDED_IN
)
WAIVE_PREPARE = Permission(
    "funding.waiver.prepare", "Zinsverzichte vorbereiten", through=CLAIM_AUTHORITY
)
WAIVE_SIGN = Permission("funding.waiver.sign", "Zinsverzichte erlassen", through=CLAIM_AUTHORITY)
ENTER = Permission(
    "funding.repayment.enter", "Rückzahlungen eintragen", through=AUTHORITY, only=HANDED_IN
)
ANSWER = Permission(
    "funding.reclaim.answer", "Sich zur Rückforderung äußern", through=CARRIER, only=HANDED_IN
)
HOLD = Permission(
    "funding.retention.hold",
    "Löschsperren setzen und aufheben",
    through=AUTHORITY,
    only=HANDED_IN,
)
ARCHIVE = Permission(
    "funding.retention.archive",
    "Abgeschlossene Vorgänge archivieren",
    through=AUTHORITY,
    only=HANDED_IN,
)

OWN_ANSWERING = frozenset({ANSWER})
PREPARING = frozenset({PREPARE, WAIVE_PREPARE, ENTER, ARCHIVE})
SIGNING = frozenset({SIGN, WAIVE_SIGN, HOLD})
