"""The entrance for the web server (granian, WSGI)."""

import os

from django.core.wsgi import get_wsgi_application

from drehscheibe.kernel.design.published import listener

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "drehscheibe.config.settings")
application = get_wsgi_application()
listener.start()  # without it the edge keeps nothing (docs/adr/0010-edge-cache.md)
