"""What the room refuses, in German that says what to do next."""


class ForwardingRefused(Exception):
    """A change that is not possible now; the message is German and says what to do next."""
