"""The entrance for the web server (granian, WSGI)."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "drehscheibe.config.settings")
django_application = get_wsgi_application()

from drehscheibe.config.readiness import every_language_ready  # noqa: E402 (with every page)
from drehscheibe.doors.public.edge import front  # noqa: E402 (reads the settings)
from drehscheibe.kernel.design.published import listener  # noqa: E402

application = front(django_application)
listener.start()  # without it the edge keeps nothing (docs/adr/0010-edge-cache.md)

every_language_ready()

# What starting made stays for good. Looking it all over again in every full collection cost each
# fourth answer of the authority's queue as much time as the answer itself.
gc.collect()
gc.freeze()
