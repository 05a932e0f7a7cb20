"""How often open forms may be sent, counted for all processes together (docs/adr/0029).

Two limits stand side by side. One for a device catches a program that sends again and again. One
for its network is so generous that people who share an address – a shelter, a library, a mobile
network – never meet it: 600 an hour are three forms each for 200 people. A device is known by its
browser's own words alone, and the same phones say the same, so its limit is generous, too.
"""

from datetime import datetime

from django.db import connection

from drehscheibe.kernel.access.models import PostCount
from drehscheibe.kernel.access.visitors import Visitor
from drehscheibe.kernel.calendar.moments import day_of

MOST_OF_A_DEVICE = 120
MOST_OF_A_NETWORK = 600
"""Forms an hour."""
SALT = "drehscheibe.access.post"
COUNT = """
INSERT INTO access_postcount AS kept (mark, since, count) VALUES (%s, %s, 1), (%s, %s, 1)
    ON CONFLICT (mark) DO UPDATE SET count = kept.count + 1 RETURNING mark, count
"""


def posts_too_often(visitor: Visitor, *, at: datetime) -> bool:
    """Count one more form; whether its device or its network has sent too many this hour.

    One question, in its own transaction. The marks stand in their order, so that two who count at
    the same moment wait for one another instead of holding each other up.
    """
    since = at.replace(minute=0, second=0, microsecond=0)
    salt, hour = f"{SALT}.{day_of(at)}", f"{since:%H}"
    limits = {
        visitor.device_mark(salt, hour): MOST_OF_A_DEVICE,
        visitor.network_mark(salt, hour): MOST_OF_A_NETWORK,
    }
    first, second = sorted(limits)
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [first, since, second, since])
        return any(count > limits[mark] for mark, count in cursor.fetchall())


def forget_posts(*, before: datetime) -> int:
    """Counts of hours that began earlier; how many went."""
    return PostCount.objects.filter(since__lt=before).delete()[0]
