"""What the centre's side refuses, with the field the message belongs to."""

from drehscheibe.domain.forwarding.refusals import ForwardingRefused


class StepRefused(ForwardingRefused):
    """A step that is not possible like this; `field` names the input, empty for the whole page."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field
