"""The same walls, looked up by key: a page of fifteen actors no longer gathers all that are shown."""

from django.db import migrations

SYSTEM = "(SELECT app_reach()) = 'system'"
MINE = f"{SYSTEM} OR actor_id = ANY ((SELECT directory_kept())::bigint[])"
OF_REVISION = "(SELECT {} FROM directory_actorrevision r WHERE r.id = revision_id)"
OF_PLACE = "(SELECT {} FROM directory_actorplace p WHERE p.id = place_id)"
SEEN_ACTOR = (
    "(SELECT true FROM directory_actorrevision r WHERE r.actor_id = directory_actor.id AND r.shown)"
)
PLACE_KEPT = "(SELECT {} FROM directory_actorplace p JOIN directory_actorrevision r ON r.id = p.revision_id WHERE p.id = place_id)"

POLICIES = (
    ("directory_actorplace", "read", OF_REVISION.format("true"), ""),
    ("directory_actorplace", "write", OF_REVISION.format(MINE), "check"),
    ("directory_openingblock", "read", OF_PLACE.format("true"), ""),
    ("directory_openingblock", "write", PLACE_KEPT.format(MINE), "check"),
)


def altered(table: str, name: str, condition: str, check: str) -> migrations.RunSQL:
    """Another condition for a policy that is there; going back leaves it, it means the same."""
    more = f" WITH CHECK ({condition})" if check else ""
    return migrations.RunSQL(
        f"ALTER POLICY {table}_{name} ON {table} USING ({condition}){more}",
        migrations.RunSQL.noop,
    )


class Migration(migrations.Migration):
    """Reading of an actor asks its shown revision in one index look-up, without a function call."""

    dependencies = [("directory", "0003_said_by_others")]
    operations = [
        *(altered(*each) for each in POLICIES),
        altered(
            "directory_actor",
            "read",
            f"{SYSTEM} OR {SEEN_ACTOR} OR id = ANY ((SELECT directory_kept())::bigint[])",
            "",
        ),
    ]
