"""What has to happen in the very transaction that puts an actor under its guard (Schutzvermerk)."""

from django.db import migrations


def when_guarded(name: str, deeds: str) -> migrations.RunSQL:
    """A trigger of this name that runs the SQL of `deeds`; `NEW` there is the actor.

    Runs past the walls: whoever may set the guard reaches all that tells where the actor is.
    """
    return migrations.RunSQL(
        f"CREATE FUNCTION {name}() RETURNS trigger "
        "LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$ "
        f"BEGIN {deeds} RETURN NULL; END $$; "
        f"CREATE TRIGGER {name} AFTER UPDATE OF at_risk ON directory_actor "
        f"FOR EACH ROW WHEN (NEW.at_risk AND NOT OLD.at_risk) EXECUTE FUNCTION {name}();",
        f"DROP TRIGGER {name} ON directory_actor; DROP FUNCTION {name}();",
    )
