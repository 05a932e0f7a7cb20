"""Nobody of a centre or carrier reaches the network in the database by a permission held there."""

from drehscheibe.config.roles import ROLES
from drehscheibe.kernel.permissions.declarations import NETWORK

OWN = frozenset({"centre", "carrier"})


def test_roles_of_centres_and_carriers_hold_nothing_through_the_network() -> None:
    """`second_wall.acting_as` opens released rows of all centres to whoever holds such a one."""
    held = {
        role.code: sorted(each.code for each in role.permissions if NETWORK in each.through)
        for role in ROLES
        if role.at <= OWN
    }
    assert held
    assert not {code: codes for code, codes in held.items() if codes}
