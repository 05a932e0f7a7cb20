"""Why something about a proof of use is not possible; the German message says what to do."""


class ProofRefused(Exception):
    """Raised by the actions of this room."""
