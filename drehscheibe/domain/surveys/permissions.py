"""What one may do with surveys, and through whom."""

from drehscheibe.kernel.permissions.declarations import Permission

KEEP = Permission("surveys.survey.keep", "Abfragen stellen und auswerten", through=("owner",))
VIEW = Permission("surveys.response.view", "Antworten des eigenen Zentrums sehen",
                  through=("organisation",))  # fmt: skip
EDIT = Permission("surveys.response.edit", "Antworten des eigenen Zentrums schreiben",
                  through=("organisation",))  # fmt: skip
SIGN = Permission("surveys.response.sign", "Antworten des eigenen Zentrums abgeben",
                  through=("organisation",))  # fmt: skip
RETURN = Permission("surveys.response.return", "Antworten zurückgeben", through=("survey__owner",))

OWN_READING = frozenset({VIEW})
OWN_EDITING = OWN_READING | {EDIT}
OWN_SIGNING = OWN_EDITING | {SIGN}
KEEPING = frozenset({KEEP, RETURN})
