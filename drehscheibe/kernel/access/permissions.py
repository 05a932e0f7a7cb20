"""Who may enter the workspace, and who may give and take roles."""

from drehscheibe.kernel.permissions.declarations import NETWORK, Permission

ENTER = Permission("access.workspace.enter", "Arbeitsbereich betreten", through=("pk",))
"""Held by every role: the first screen, one's own account, the table of rights."""

MANAGE = Permission(
    "access.membership.manage", "Rollen der eigenen Organisation vergeben", through=("pk", "parent")
)
"""Rows are organisations: one's own and its parts (a carrier also cares for its centre)."""

MANAGE_ALL = Permission(
    "access.membership.manage_all", "Rollen aller Organisationen vergeben", through=(NETWORK,)
)
