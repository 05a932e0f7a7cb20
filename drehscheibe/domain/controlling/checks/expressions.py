"""Small sums over named facts, as they stand in the data: `splits_total ÷ (of − 1)`.

Names, numbers, + − × ÷ and brackets, nothing else. A library was weighed (simpleeval): it reads
Python with binary floats, strings, calls and attributes, all of which would have to be taken away
again; these lines compute exactly and can do nothing but arithmetic.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

LONGEST = 300
DEEPEST = 20
TOKEN = re.compile(r"\s*(?:([0-9]+(?:[.,][0-9]+)?)|([a-z][a-z0-9_]*)|([-−+×*÷/()]))")
SIGNS: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "×": lambda left, right: left * right,
    "÷": lambda left, right: left / right,
}
SAME = {"−": "-", "*": "×", "/": "÷"}
Facts = Mapping[str, Fraction | None]


class ExpressionRefused(ValueError):
    """The text is no expression; the message names the place."""


class Undefined(ArithmeticError):
    """The expression has no value here: something is divided by zero."""


@dataclass(frozen=True)
class Expression:
    """A parsed expression: a number, a name, or two expressions with a sign between."""

    sign: str = ""
    left: "Expression | None" = None
    right: "Expression | None" = None
    name: str = ""
    number: Fraction = Fraction(0)

    @cached_property
    def names(self) -> frozenset[str]:
        """The facts it asks for."""
        if self.left is not None and self.right is not None:
            return self.left.names | self.right.names
        return frozenset({self.name} if self.name else ())

    def value(self, facts: Facts) -> Fraction:
        """What it comes to; a missing fact counts as zero (whether to ask is the rule's matter).

        >>> parse("splits ÷ (whole − 1,5)").value({"splits": Fraction(5), "whole": Fraction(4)})
        Fraction(2, 1)

        Raises `Undefined` when it divides by zero.
        """
        if self.left is None or self.right is None:
            return (facts.get(self.name) or Fraction(0)) if self.name else self.number
        try:
            return SIGNS[self.sign](self.left.value(facts), self.right.value(facts))
        except ZeroDivisionError:
            raise Undefined from None


def parse(text: str) -> Expression:
    """Read an expression; raises `ExpressionRefused` for anything else.

    >>> sorted(parse("target × 2 + baseline").names)
    ['baseline', 'target']
    """
    if len(text) > LONGEST:
        raise ExpressionRefused(f"longer than {LONGEST} characters")
    reader = _Reader([*_tokens(text)])
    expression = reader.sum(0)
    if reader.next:
        raise ExpressionRefused(f"unexpected {reader.next!r} in {text!r}")
    return expression


def _tokens(text: str) -> Iterator[str]:
    place, text = 0, text.rstrip()
    while place < len(text):
        found = TOKEN.match(text, place)
        if found is None:
            raise ExpressionRefused(f"unexpected {text[place:][:10]!r} in {text!r}")
        token = found[0].strip()
        yield SAME.get(token, token)
        place = found.end()


class _Reader:
    """Goes through the tokens once; sums hold products, products hold single things."""

    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens

    @property
    def next(self) -> str:
        """The token to come, empty at the end."""
        return self.tokens[0] if self.tokens else ""

    def sum(self, depth: int) -> Expression:
        """Products with + or − between."""
        left = self.product(depth)
        while self.next in ("+", "-"):
            left = Expression(self.tokens.pop(0), left, self.product(depth))
        return left

    def product(self, depth: int) -> Expression:
        """Single things with × or ÷ between."""
        left = self.single(depth)
        while self.next in ("×", "÷"):
            left = Expression(self.tokens.pop(0), left, self.single(depth))
        return left

    def single(self, depth: int) -> Expression:
        """A number, a name, a bracket, or one of them with a minus before."""
        if depth > DEEPEST or not self.tokens:
            raise ExpressionRefused("ends too early" if not self.tokens else "too deep")
        word = self.tokens.pop(0)
        if word == "-":
            return Expression("-", Expression(), self.single(depth + 1))
        if word == "(":
            inner = self.sum(depth + 1)
            if not self.tokens or self.tokens.pop(0) != ")":
                raise ExpressionRefused("a bracket is not closed")
            return inner
        if word[0].isdigit():
            return Expression(number=Fraction(word.replace(",", ".")))
        if word[0].isalpha():
            return Expression(name=word)
        raise ExpressionRefused(f"unexpected {word!r}")
