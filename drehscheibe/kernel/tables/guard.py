"""Text that a spreadsheet must not take for a formula, and the way back."""

import re

# Leading separators, quotes and white space do not save us: a reader that splits on another
# character, or that trims, sees the formula first.
DANGEROUS = re.compile(
    r"[\s;,|\"\t]*[=+\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe63\ufe62\ufe6b]|[\t\r\n]"
)
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]|[\ud800-\udfff]")


def without_controls(text: str) -> str:
    """The text without characters no spreadsheet can hold (NUL and its like).

    >>> without_controls("A\\x00B\\tC")
    'AB\\tC'
    """
    return CONTROLS.sub("", text)


def guard(text: str) -> str:
    """Put an apostrophe before text that could start a formula; `unguard` takes it away.

    >>> guard("=1+1"), guard("+49 211 0"), guard("Müller")
    ("'=1+1", "'+49 211 0", 'Müller')
    """
    return f"'{text}" if DANGEROUS.match(text.lstrip("'")) else text


def unguard(text: str) -> str:
    """The text as it was before `guard`.

    >>> unguard("'=1+1"), unguard("'s-Gravenhage"), unguard("''=1")
    ('=1+1', "'s-Gravenhage", "'=1")
    """
    if text.startswith("'") and DANGEROUS.match(text.lstrip("'")):
        return text[1:]
    return text
