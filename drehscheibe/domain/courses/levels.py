"""Levels of language as numbers, so that they can be compared (CEFR, Council of Europe)."""

LEVELS = (
    (0, "ohne Vorkenntnisse"),
    (1, "A1"),
    (2, "A2"),
    (3, "B1"),
    (4, "B2"),
    (5, "C1"),
    (6, "C2"),
)
"""Number and name; one learns from one to a higher one."""
NAMES = dict(LEVELS)
BY_NAME = {"0": 0, **{name: number for number, name in LEVELS[1:]}}
