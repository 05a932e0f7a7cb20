"""The one expected refusal of the engine."""


class TransitionRefused(Exception):
    """A step may not be taken now; the message is German and says what to do next."""
