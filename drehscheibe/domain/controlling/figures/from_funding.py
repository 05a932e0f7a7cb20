"""Figures from the centre's own funding."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from drehscheibe.domain.controlling.figures.rows import Asked, FigureRow
from drehscheibe.domain.funding.models import Application, FundedPost, Is
from drehscheibe.domain.funding.payout.selectors import expected_posts, total_granted

CENT = Decimal("0.01")


def posts_filled(asked: Asked) -> list[FigureRow]:
    """Each granted post: its share times the filled part of the year, to two places."""
    return posts_and_grants(asked)[0]


def granted(asked: Asked) -> list[FigureRow]:
    """Each case with the grant in force, in euro."""
    return posts_and_grants(asked)[1]


def posts_and_grants(asked: Asked) -> tuple[list[FigureRow], list[FigureRow]]:
    """Both, of one reading."""
    cases = list(_granted(asked))
    grants = [
        FigureRow(case.number, None, total_granted(case), "application", case.number)
        for case in cases
    ]
    return [row for case in cases for row in _posts(case)], grants


def _granted(asked: Asked) -> Iterator[Application]:
    cases = Application.objects.filter(
        centre=asked.centre, fiscal_year__in=asked.span.years, status__in=[Is.GRANTED, Is.FINAL]
    )
    cases = cases.select_related("decision").order_by("fiscal_year")
    yield from cases.prefetch_related("posts", "changes", "amendments")


def _posts(case: Application) -> Iterator[FigureRow]:
    posts: dict[int, FundedPost] = {post.number: post for post in case.posts.all()}
    for expected in expected_posts(case):
        post, filled = posts[expected.number], expected.filled
        amount = (post.share or Decimal(0)) * filled.numerator / filled.denominator
        yield FigureRow(
            f"Stelle {post.number} ({filled})",
            None,
            amount.quantize(CENT, ROUND_HALF_UP),
            "application",
            case.number,
        )
