"""A final grant opens its proof of use: due day, posts and items as granted and changed since.

`refill` follows each reported vacancy or hire, and leaves what somebody typed, so that they are
already there (funding.md, section 10).
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from drehscheibe.domain.funding.facts import guideline_of, post_facts
from drehscheibe.domain.funding.models import (
    Application,
    ChangeNotice,
    Is,
    ProofItem,
    ProofOfUse,
    ProofPost,
)
from drehscheibe.domain.funding.payout.expected import PostChange, Turn, periods_after
from drehscheibe.domain.funding.proof.money import NO_MONEY, money_by_case
from drehscheibe.kernel.audit.actions import record
from drehscheibe.kernel.calendar.deadlines import Deadline, deadline, months_after
from drehscheibe.kernel.people.models import Person


def proof_deadline(application: Application) -> Deadline:
    """When the proof is due: months after the period's end, nominal and shifted (example 16)."""
    months = guideline_of(application).proof.due_months.value
    return deadline(months_after(date(application.fiscal_year, 12, 31), months, end_of_month=True))


@transaction.atomic
def open_proof(*, application: Application, by: Person | None, at: datetime) -> ProofOfUse:
    """The proof of a final grant, begun now when there is none; twice gives the same one."""
    due = proof_deadline(application)
    proof, is_new = ProofOfUse.objects.get_or_create(
        application=application,
        defaults={"due_on": due.nominal, "due_shifted_on": due.shifted, "changed_at": at},
    )
    if is_new:
        fill(proof)
        record("funding.proof.open", about=proof, by=by, at=at)
    return proof


def open_missing_proofs(*, at: datetime) -> int:
    """Open the proofs of grants that became final before there were any; how many."""
    cases = Application.objects.filter(status=Is.FINAL, proof__isnull=True)
    found = list(cases.select_related("centre"))
    for case in found:
        open_proof(application=case, by=None, at=at)
    return len(found)


def refill(application: Application) -> None:
    """After a vacancy or hire was reported or withdrawn: bring a proof in work up to date."""
    proof = ProofOfUse.objects.filter(application=application).first()
    if proof is not None and proof.submitted_on is None:
        fill(proof)


@transaction.atomic
def fill(proof: ProofOfUse) -> None:
    """Bring posts and items up to plan and changes; what somebody typed stays as it is."""
    if not proof.is_editable:
        return
    known = {post.number: post for post in proof.posts.all()}
    planned = _posts(proof.application)
    proof.posts.filter(actual_cost__isnull=True).exclude(number__in=planned).delete()
    for number, facts in planned.items():
        row = known.get(number)
        if row is None:
            ProofPost.objects.create(proof=proof, number=number, **facts)
        else:
            _refresh(proof, row, facts)
    if not proof.items.exists() and not any(
        name.startswith("items") for name in proof.field_versions
    ):
        ProofItem.objects.bulk_create(
            ProofItem(proof=proof, number=number, **facts)
            for number, facts in enumerate(_items(proof.application), start=1)
        )


def _refresh(proof: ProofOfUse, row: ProofPost, facts: dict[str, Any]) -> None:
    """Write what differs and nobody typed."""
    changed = {
        name: value
        for name, value in facts.items()
        if getattr(row, name) != value
        and f"posts-{row.number}-{name}" not in proof.field_versions
        and f"posts-{row.number}-{name}" not in proof.kept_input
    }
    if changed:
        ProofPost.objects.filter(pk=row.pk).update(**changed)


def _posts(application: Application) -> dict[int, dict[str, Any]]:
    """The granted posts by number; a gap in a post's filling makes a further row at the end."""
    year = application.fiscal_year
    changes = _changes(application)
    rows: dict[int, dict[str, Any]] = {}
    further: list[dict[str, Any]] = []
    posts = list(application.posts.all())
    for post in posts:
        line = post_facts(post)
        common = {"post_id": post.pk, "category": post.category, "share": post.share}
        periods = periods_after(line, changes[post.number], fiscal_year=year)
        filled: list[dict[str, Any]] = [
            {"filled_from": first, "filled_to": last} for first, last in periods
        ]
        first, *more = filled or [{"filled_from": None, "filled_to": None}]
        rows[post.number] = common | first
        further += [common | each for each in more]
    highest = max(rows, default=0)
    return rows | dict(enumerate(further, start=highest + 1))


def _changes(application: Application) -> dict[int, list[PostChange]]:
    """Reported vacancies and hires by the post's number."""
    changes: dict[int, list[PostChange]] = defaultdict(list)
    reported = application.changes.filter(kind__in=list(Turn), post__isnull=False)
    for each in reported.exclude(status=ChangeNotice.Is.WITHDRAWN).select_related("post"):
        if each.post is not None:
            number = each.post.number
            changes[number].append(
                PostChange(number, Turn(each.kind), each.effective_on, each.until)
            )
    return changes


def _items(application: Application) -> Iterable[dict[str, Any]]:
    """Material items of the plan; one item each for KOMM-AN part I and volunteering if granted."""
    granted = money_by_case([application.pk]).get(application.pk, NO_MONEY).granted
    if granted["material"]:
        for item in application.material.all():
            yield {
                "part": "material", "kind": item.kind,
                "label": item.label or item.get_kind_display(), "planned": item.amount,
            }  # fmt: skip
    for part in (ProofItem.Part.KOMM_AN, ProofItem.Part.VOLUNTEERING):
        if granted[part.value]:
            yield {"part": part.value, "label": part.label, "planned": granted[part.value]}
