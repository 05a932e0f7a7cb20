"""What a door brings to a picture: where its dots lead, and the language of its words."""

from collections.abc import Callable
from dataclasses import dataclass

from drehscheibe.domain.network.seeing import Node


@dataclass(frozen=True)
class Manner:
    """`actor` and `town` give addresses: of an actor's page, of the table of its town.

    `say` translates a German word or sentence, whose holes (`%(name)s`) are filled afterwards.
    """

    actor: Callable[[Node], str]
    town: Callable[[Node], str]
    say: Callable[[str], str] = str
