"""What is kept about forwarded grants, by the stage a euro has reached."""

from drehscheibe.domain.forwarding.models.allocation import (
    Allocation,
    AllocationIs,
    AllocationSums,
    CallIs,
    ForwardingCall,
    MunicipalShare,
)
from drehscheibe.domain.forwarding.models.case import (
    CaseIs,
    CaseItem,
    CaseQuery,
    ForwardingCase,
)
from drehscheibe.domain.forwarding.models.contract import (
    ForwardingContract,
    ForwardingPayment,
    ForwardingReceipt,
    ForwardingRepayment,
)
from drehscheibe.domain.forwarding.models.jury import (
    JuryConflict,
    JuryMeeting,
    JuryMember,
    JuryVote,
)
from drehscheibe.domain.forwarding.models.measure import CentreMeasure, Line, MeasurePlace
from drehscheibe.domain.forwarding.models.own_proof import AllocationProof
from drehscheibe.domain.forwarding.models.proof import (
    ForwardingHold,
    ForwardingProof,
    ForwardingProofLine,
    ForwardingVoucher,
)

__all__ = [
    "Allocation",
    "AllocationIs",
    "AllocationProof",
    "AllocationSums",
    "CallIs",
    "CaseIs",
    "CaseItem",
    "CaseQuery",
    "CentreMeasure",
    "ForwardingCall",
    "ForwardingCase",
    "ForwardingContract",
    "ForwardingHold",
    "ForwardingPayment",
    "ForwardingProof",
    "ForwardingProofLine",
    "ForwardingReceipt",
    "ForwardingRepayment",
    "ForwardingVoucher",
    "JuryConflict",
    "JuryMeeting",
    "JuryMember",
    "JuryVote",
    "Line",
    "MeasurePlace",
    "MunicipalShare",
]
