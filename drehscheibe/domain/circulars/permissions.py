"""What one may do with circulars and practice feedback, and through whom."""

from drehscheibe.kernel.permissions.declarations import Permission

SEND = Permission("circulars.circular.send", "Rundschreiben versenden", through=("sender",))
READ = Permission(
    "circulars.circular.read", "Rundschreiben lesen", through=("addresses__organisation", "sender")
)
ACKNOWLEDGE = Permission(
    "circulars.circular.acknowledge", "Rundschreiben bestätigen", through=("organisation",)
)
GIVE = Permission("circulars.feedback.give", "Rückmeldungen aus der Praxis geben",
                  through=("organisation",))  # fmt: skip
BUNDLE = Permission("circulars.bundle.bundle", "Rückmeldungen bündeln", through=("keeper",))
ANSWER = Permission("circulars.bundle.answer", "Gebündelte Rückmeldungen beantworten",
                    through=("answerer",))  # fmt: skip

RECEIVING = frozenset({READ, ACKNOWLEDGE, GIVE})
MINISTRY = frozenset({READ, SEND, ANSWER})
COORDINATING = frozenset({READ, SEND, BUNDLE})
