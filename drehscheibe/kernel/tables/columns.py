"""What a column of a table holds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "code", "integer", "number", "money", "share", "day"]
Row = Mapping[str, object]
Rows = Iterable[Row]


@dataclass(frozen=True)
class Column:
    """One column: `key` in our rows, `label` in the user's header, `kind` of value.

    `code` is a number nobody calculates with (AGS, postcode, school number): it keeps its zeros.
    `digits` is the fixed length of such a code; Excel's lost leading zeros are restored from it.
    `share` is a plain decimal (0.5), `money` is euro with two places, `day` a date without time.
    `number` has as many places as it needs; it is only written, never read.
    """

    key: str
    label: str
    kind: Kind = "text"
    required: bool = False
    digits: int | None = None
    width: int | None = None
