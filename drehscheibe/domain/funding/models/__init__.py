"""The rows of the room: application and decision, payout, proof of use, reclaim."""

from drehscheibe.domain.funding.models.application import (
    EDITABLE,
    Application,
    FundedPost,
    Is,
    MaterialCost,
)
from drehscheibe.domain.funding.models.decision import Advice, Decision, Query
from drehscheibe.domain.funding.models.payout import (
    PARTS,
    AmendedNotice,
    ChangeNotice,
    PaymentCall,
)
from drehscheibe.domain.funding.models.proof import (
    PROOF_EDITABLE,
    ProofIs,
    ProofItem,
    ProofOfUse,
    ProofPost,
    ProofQuery,
    Voucher,
)
from drehscheibe.domain.funding.models.reclaim import InterestWaiver, Reclaim, Repayment
from drehscheibe.domain.funding.models.retention import LegalHold

__all__ = [
    "EDITABLE",
    "PARTS",
    "PROOF_EDITABLE",
    "Advice",
    "AmendedNotice",
    "Application",
    "ChangeNotice",
    "Decision",
    "FundedPost",
    "InterestWaiver",
    "Is",
    "LegalHold",
    "MaterialCost",
    "PaymentCall",
    "ProofIs",
    "ProofItem",
    "ProofOfUse",
    "ProofPost",
    "ProofQuery",
    "Query",
    "Reclaim",
    "Repayment",
    "Voucher",
]
