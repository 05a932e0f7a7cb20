"""How hypothesis looks for counterexamples: the same way when a change lands, at random when asked.

`landing` is loaded by tests/conftest.py and decides about a change, so it never changes its mind.
`pytest --hypothesis-profile=search` looks at random and longer (docs/how-to/search-at-random.md).
"""

from typing import Any

from hypothesis import HealthCheck, settings

LANDING, SEARCH = "landing", "search"
LONGER = 50
"""How many times as many examples a search takes."""
NO_HASTE: tuple[Any, ...] = tuple(HealthCheck)

settings.register_profile(LANDING, derandomize=True, deadline=None)
settings.register_profile(
    SEARCH, derandomize=False, deadline=None, max_examples=100 * LONGER,
    print_blob=True, suppress_health_check=NO_HASTE,
)  # fmt: skip


def costly(examples: int) -> settings:
    """Settings of a property with a database: so many examples on landing, more in a search."""
    more = LONGER if settings.get_current_profile_name() == SEARCH else 1
    return settings(max_examples=examples * more, deadline=None, suppress_health_check=NO_HASTE)
