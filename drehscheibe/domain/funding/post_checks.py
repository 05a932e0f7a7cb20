"""Checks of the staffing plan: F05, F06, F09, F10 and what a post still misses (M-…)."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import accumulate

from drehscheibe.domain.funding.application_facts import (
    ApplicationFacts,
    Finding,
    PostFacts,
    block,
    warn,
)
from drehscheibe.domain.funding.guideline import PostCategory, Qualification
from drehscheibe.domain.funding.staffing_grant import ZERO, post_amount
from drehscheibe.kernel.language.amounts import euro, german_number


def posts_are_described(facts: ApplicationFacts, on: date) -> Iterator[Finding]:
    """M-POSTS, M-CATEGORY, M-SHARE, M-FILLED: what the plan still misses."""
    basis = facts.guideline.rates[PostCategory.FACHKRAFT].amount.basis
    if not facts.posts:
        yield block("M-POSTS", "posts", basis, "Tragen Sie mindestens eine Stelle ein.")
    for post in facts.posts:
        at, name = f"posts-{post.number}", f"Stelle {post.number}"
        if post.category is None:
            message = f"{name}: Wählen Sie, ob es eine Fachkraft- oder eine Assistenzstelle ist."
            yield block("M-CATEGORY", f"{at}-category", basis, message)
        if post.share is None:
            message = f"{name}: Wählen Sie den Anteil an einer vollen Stelle."
            yield block("M-SHARE", f"{at}-share", basis, message)
        if post.filled_from is None:
            message = f"{name}: Tragen Sie ein, ab wann die Stelle besetzt ist."
            yield block("M-FILLED", f"{at}-filled_from", basis, message)


def shares_are_allowed(facts: ApplicationFacts, on: date) -> Iterator[Finding]:
    """F05: each share is one the guideline knows."""
    for post in facts.posts:
        if post.category is None or post.share is None:
            continue
        allowed = facts.guideline.allowed_shares[post.category]
        if post.share not in allowed.value:
            choices = " oder ".join(german_number(share) for share in allowed.value)
            message = (
                f"Stelle {post.number} ({post.category.label}): Der Anteil "
                f"{german_number(post.share)} ist nicht zugelassen. Wählen Sie {choices}."
            )
            yield block("F05", f"posts-{post.number}-share", allowed.basis, message)


def posts_stay_within_limits(facts: ApplicationFacts, on: date) -> Iterator[Finding]:
    """F05: the shares of each category together stay within what the applicant can get."""
    if facts.applicant_kind is None:
        return
    for category in PostCategory:
        limit = facts.guideline.posts[facts.applicant_kind].of(category)
        shares = {p.number: p.share for p in facts.posts if p.category is category and p.share}
        planned = sum(shares.values(), ZERO)
        if planned > limit.value:
            message = (
                f"{category.label}: Geplant sind {german_number(planned)} Stellen, "
                f"gefördert werden höchstens {german_number(limit.value)} "
                f"({facts.applicant_kind.label}). "
                f"Nehmen Sie {german_number(planned - limit.value)} heraus."
            )
            first_too_many = _first_beyond(limit.value, shares)
            yield block("F05", f"posts-{first_too_many}-share", limit.basis, message)


def _first_beyond(limit: Decimal, shares: dict[int, Decimal]) -> int:
    """The number of the post with which the sum of the shares passes the limit."""
    sums = zip(shares, accumulate(shares.values()), strict=True)
    return next(number for number, total in sums if total > limit)


def posts_are_filled_in_the_year(facts: ApplicationFacts, on: date) -> Iterator[Finding]:
    """F06: the time a post is filled has an order and touches the fiscal year."""
    first, last = date(facts.fiscal_year, 1, 1), date(facts.fiscal_year, 12, 31)
    basis = facts.guideline.vacancy_method.basis
    for post in facts.posts:
        if post.filled_from is None:
            continue
        if post.filled_to is not None and post.filled_to < post.filled_from:
            message = (
                f"Stelle {post.number}: „besetzt bis“ liegt vor „besetzt ab“. Prüfen Sie beides."
            )
            yield block("F06", f"posts-{post.number}-filled_to", basis, message)
        elif post.filled_from > last or (post.filled_to is not None and post.filled_to < first):
            message = (
                f"Stelle {post.number} ist im Haushaltsjahr {facts.fiscal_year} nicht besetzt. "
                "Prüfen Sie die Daten oder nehmen Sie die Stelle heraus."
            )
            yield block("F06", f"posts-{post.number}-filled_from", basis, message)


def amounts_stay_below_caps(facts: ApplicationFacts, on: date) -> Iterator[Finding]:
    """F06: what is asked for a post is at most rate × share × filled part, and its costs."""
    for post in facts.posts:
        name, at = f"Stelle {post.number}", f"posts-{post.number}"
        computed = post_amount(post, guideline=facts.guideline, fiscal_year=facts.fiscal_year)
        if post.expected_cost is not None and post.expected_cost < 0:
            message = f"{name}: Die voraussichtlichen Ausgaben dürfen nicht negativ sein."
            yield block("F06", f"{at}-expected_cost", computed.basis, message)
        if post.asked is None or not computed.basis:
            continue
        if post.asked > computed.cap:
            message = (
                f"{name}: Beantragt sind {euro(post.asked)}, möglich sind höchstens "
                f"{euro(computed.cap)} ({computed.derivation}). "
                "Tragen Sie höchstens diesen Betrag ein."
            )
            yield block("F06", f"{at}-asked", computed.basis, message)
        elif post.expected_cost is not None and post.asked > post.expected_cost:
            message = (
                f"{name}: Beantragt ist mehr, als die Stelle voraussichtlich kostet. "
                f"Tragen Sie höchstens {euro(post.expected_cost)} ein."
            )
            yield block("F06", f"{at}-asked", facts.guideline.cost_basis.basis, message)


def specialists_are_qualified(facts: ApplicationFacts, on: date) -> Iterator[Finding]:
    """F09: a specialist has a degree or its equal, or the ministry granted an exception."""
    rule = facts.guideline.qualification_required
    if not rule.value:
        return
    for post in facts.posts:
        if post.category is PostCategory.FACHKRAFT and not _is_qualified(post, on):
            message = (
                f"Stelle {post.number}: Eine Fachkraft braucht ein abgeschlossenes "
                "Hochschulstudium oder eine gleichwertige Qualifikation. Wählen Sie diese aus "
                "oder tragen Sie ein, wann das Integrationsministerium eine Ausnahme erteilt hat."
            )
            yield block("F09", f"posts-{post.number}-qualification", rule.basis, message)


def _is_qualified(post: PostFacts, on: date) -> bool:
    if post.qualification in {Qualification.DEGREE, Qualification.EQUIVALENT}:
        return True
    return post.exception_granted_on is not None and post.exception_granted_on <= on


def leads_have_full_posts(facts: ApplicationFacts, on: date) -> Iterator[Finding]:
    """F10: head and deputy each work on a full post (practice, therefore a warning)."""
    rule = facts.guideline.lead_share
    leads = (
        ("Leitung", "head_share", facts.head_share),
        ("Stellvertretung", "deputy_share", facts.deputy_share),
    )
    for name, anchor, share in leads:
        if share is None:
            message = f"Tragen Sie ein, mit welchem Stellenanteil die {name} besetzt ist."
            yield warn("F10", anchor, rule.basis, message)
        elif share < rule.value:
            message = (
                f"Die {name} ist mit {german_number(share)} Stellen besetzt; üblich ist eine volle "
                "Stelle. Prüfen Sie den Anteil oder begründen Sie ihn gegenüber der "
                "Bewilligungsbehörde."
            )
            yield warn("F10", anchor, rule.basis, message)
