"""Somebody without an account who says something once; she is never kept as she is."""

from dataclasses import dataclass
from ipaddress import ip_address, ip_network

from django.utils.crypto import salted_hmac

IPV6_HOME = 64  # bits a household has for itself


@dataclass(frozen=True)
class Visitor:
    """What tells a second click from a first one: address and browser."""

    address: str
    browser: str

    @property
    def network(self) -> str:
        """The address, of a household with IPv6 the part that lasts.

        >>> Visitor("2001:db8::1", "").network == Visitor("2001:db8::2", "").network
        True
        """
        try:
            known = ip_address(self.address)
        except ValueError:
            return self.address
        if known.version == 4:
            return str(known)
        return str(ip_network(f"{known}/{IPV6_HOME}", strict=False))

    def device_mark(self, salt: str, about: str) -> str:
        """A fingerprint of the device for one thing; nobody reads the device from it."""
        return _mark(salt, "device", about, f"{self.network} {self.browser}")

    def network_mark(self, salt: str, about: str) -> str:
        """A fingerprint of the network for one thing."""
        return _mark(salt, "network", about, self.network)


def _mark(salt: str, kind: str, about: str, said: str) -> str:
    return salted_hmac(salt, f"{kind}|{about}|{said}", algorithm="sha256").hexdigest()
