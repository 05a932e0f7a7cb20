"""What a signed report offers to talk about: missed goals, next steps, outliers, open steps."""

from collections.abc import Iterator

from drehscheibe.domain.controlling.models.report import Degree
from drehscheibe.domain.controlling.papers.wording import degree_text, value_text
from drehscheibe.domain.controlling.reports.content import Content


def proposed_topics(content: Content) -> str:
    """One line a topic, from the snapshot alone."""
    return "\n".join(_topics(content))


def _topics(content: Content) -> Iterator[str]:
    for goal in content["goals"]:
        judged = goal["judgement"]
        if judged["degree"] in {Degree.PARTLY, Degree.MISSED, Degree.DROPPED}:
            next_step = f" Nächster Schritt: {judged['next_step']}" if judged["next_step"] else ""
            result = degree_text(judged["degree"])
            yield f"Ziel {goal['number']} ({result}): {goal['title']}.{next_step}"
        for each in goal["indicators"]:
            if each["comment"]:
                yield (
                    f"Ziel {goal['number']}, {each['name']}: Soll {value_text(each['target'])}, "
                    f"Ist {value_text(each['actual'], each['unit'])}. {each['comment']}"
                )
    for each in content["steps"]:
        if not each["done_on"]:
            yield f"Noch offen von {each['year']}: {each['text']} ({each['owner']})"
