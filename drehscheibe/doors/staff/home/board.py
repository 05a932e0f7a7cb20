"""Which rooms' pages put lines on the first screen: all of them, in one place."""

from drehscheibe.doors.staff.centres import tasks as centres
from drehscheibe.doors.staff.circulars import tasks as circulars
from drehscheibe.doors.staff.controlling import tasks as controlling
from drehscheibe.doors.staff.forwarding.allocations import tasks as allocations
from drehscheibe.doors.staff.forwarding.centre import tasks as forwarding
from drehscheibe.doors.staff.funding import tasks as funding
from drehscheibe.doors.staff.funding.payout import tasks as payout
from drehscheibe.doors.staff.funding.proof import tasks as proof
from drehscheibe.doors.staff.funding.reclaim import tasks as reclaim
from drehscheibe.doors.staff.groups import tasks as groups
from drehscheibe.doors.staff.guide import tasks as guide
from drehscheibe.doors.staff.home.bands import Contribution
from drehscheibe.doors.staff.outward import tasks as outward
from drehscheibe.doors.staff.payments import tasks as payments
from drehscheibe.doors.staff.people import tasks as people
from drehscheibe.doors.staff.surveys import tasks as surveys

DUE: tuple[Contribution, ...] = (
    funding.deadlines,
    forwarding.own_proofs,
    forwarding.votes_to_cast,
    payout.payout_days,
    proof.proofs_due,
    reclaim.claims_due,
    payments.payments_due,
    *controlling.DUE,
    *groups.DUE,
    surveys.answers_due,
    circulars.letters_due,
    guide.pages_to_confirm,
    people.roles_that_end,
)
WAITING: tuple[Contribution, ...] = (
    funding.cases_to_move,
    forwarding.cases_to_move,
    forwarding.vouchers_to_delete,
    payout.money_to_move,
    proof.proofs_to_move,
    reclaim.waivers_to_decide,
    reclaim.files_to_archive,
    allocations.rounds_to_move,
    payments.runs_to_move,
    payments.accounts_to_confirm,
    *controlling.WAITING,
    *groups.WAITING,
    surveys.surveys_over,
    circulars.letters_waiting,
    circulars.feedback_to_move,
    guide.texts_to_check,
    outward.links_to_nowhere,
    centres.corrections_to_settle,
    people.people_who_wait,
)
NEW: tuple[Contribution, ...] = (
    funding.news,
    forwarding.news,
    *controlling.NEW,
    surveys.results_new,
    circulars.letters_new,
    guide.shared_pages_changed,
    people.people_who_came,
)
