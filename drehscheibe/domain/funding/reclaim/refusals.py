"""Why something about a reclaim is not possible; the German message says what to do."""

from drehscheibe.kernel.language.refused import Refused


class ReclaimRefused(Refused):
    """Raised by the actions of this room; `field` is where the message belongs."""
