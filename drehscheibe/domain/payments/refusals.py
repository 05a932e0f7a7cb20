"""The expected refusal of this room."""

from drehscheibe.kernel.language.refused import Refused


class PaymentRefused(Refused):
    """An account or an order is not taken; the message is German and says what to do instead.

    `field` names the input it belongs to, where there is one.
    """
