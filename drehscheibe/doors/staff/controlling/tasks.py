"""What controlling puts on the first screen: one place, read by `home.board` and `home.panel`.

How a neighbour adds something: write `<slice>_tasks.py` beside this file with functions of a
standing and a moment that give `Task`s (`goal_tasks` shows how; ask for the permission before
the database), import it here and name each function in the band it belongs to – `DUE` when a day
is set, `WAITING` when somebody waits for this person, `NEW` for the last seven days. A card is a
line in `CARDS`: the name of a page that stands in the navigation, and what one finds there.
"""

from drehscheibe.doors.staff.controlling import goal_tasks, report_tasks, return_tasks, value_tasks
from drehscheibe.doors.staff.home.bands import Contribution

DUE: tuple[Contribution, ...] = (
    goal_tasks.periods_missing,
    goal_tasks.periods_unsubmitted,
    return_tasks.returns_due,
    return_tasks.returns_late,
    report_tasks.steps_due,
)
WAITING: tuple[Contribution, ...] = (
    goal_tasks.goals_to_decide,
    goal_tasks.goals_returned,
    goal_tasks.advice_to_answer,
    goal_tasks.periods_to_submit,
    goal_tasks.drafts_to_advise,
    value_tasks.values_to_look_at,
    report_tasks.queries_to_answer,
    report_tasks.reports_to_review,
    return_tasks.projects_asked,
)
NEW: tuple[Contribution, ...] = (goal_tasks.news,)
CARDS = {
    "staff:controlling:period_list": "Was ein Zentrum sich für zwei Jahre vornimmt.",
    "staff:controlling:decision_list": "Vorgelegte Ziele aller Zentren, halb vereinbarte zuerst.",
    "staff:controlling:advice_list": "Entwürfe, die Zentren zur Beratung geöffnet haben.",
    "staff:controlling:activity_list": "Was Ihr Zentrum getan hat, einmal erfasst, am Telefon.",
    "staff:controlling:report_list": "Das Jahr eines Zentrums, gefüllt mit allem Erfassten.",
    "staff:controlling:return_matrix": "Was jedes Zentrum schuldet, und was schon da ist.",
    "staff:controlling:catalogue_list": "Was der ganze Verbund gleich zählt, mit Definition.",
    "staff:controlling:project_list": "Landesweite Projekte und die Zustimmung der Kommunen.",
}
