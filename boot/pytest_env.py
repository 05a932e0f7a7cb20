"""pytest plugin: a bare `pytest` finds its settings and a running test database.

Loaded with `-p` before pytest-django reads the settings. Does nothing under `bootstrap.py`.
"""

import os

if not os.environ.get("DATABASE_URL"):
    from boot.cluster import find_cluster
    from boot.environment import for_tests

    cluster = find_cluster("pgtest")
    with cluster.in_use(stops="never"):
        given = for_tests(cluster.url)
    for key, value in given.items():
        os.environ.setdefault(key, value)
