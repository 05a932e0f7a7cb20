"""The expected refusal of this room."""


class PaymentRefused(Exception):
    """An account or an order is not taken; the message is German and says what to do instead.

    `field` names the input it belongs to, where there is one.
    """

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field
