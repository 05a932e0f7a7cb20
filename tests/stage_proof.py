"""A proof of use in work and one that was handed in, with a question and a file."""

from datetime import datetime

from drehscheibe.domain.funding import decisions
from drehscheibe.domain.funding.models import Application, Is, ProofOfUse
from drehscheibe.domain.funding.proof import actions, drafting
from drehscheibe.domain.funding.proof.workflow import PROOF
from drehscheibe.doors.console import demonstration
from drehscheibe.doors.staff.funding.proof.case import ELSEWHERE, OWN_PAGES
from drehscheibe.kernel.documents.selectors import versions
from drehscheibe.kernel.people.models import Person
from tests.routes import Sample

Samples = dict[str, list[Sample]]


def samples_of_proof(cast: dict[str, Person], *, at: datetime) -> Samples:
    """Kreis Warendorf still writes, Köln has handed in and was asked once."""
    draft = ProofOfUse.objects.get(application=Application.objects.filter(status=Is.FINAL)[0])
    sent = _handed_in(cast, at)
    both = [_sample(draft), _sample(sent)]
    pages = (
        "proof_detail",
        "proof_edit",
        "proof_vouchers",
        "proof_ask",
        "proof_check",
        "proof_export",
        "proof_import",
    )
    letter = versions(sent.letter_series)[0]
    return {
        **{f"staff:funding:{page}": both for page in pages},
        "staff:funding:proof_row": [_sample(draft, form={"row": "add:items"})],
        "staff:funding:proof_step": [
            Sample({"number": sent.application.number, "step": step.name}, sent, (step.permission,))
            for step in PROOF.transitions
            if step.name not in ELSEWHERE | OWN_PAGES.keys()
        ],
        "staff:funding:proof_query_answer": [
            Sample({"number": sent.application.number, "query": sent.queries.get().pk}, sent)
        ],
        "staff:funding:proof_document": [
            Sample({"number": sent.application.number, "document": letter.pk}, sent)
        ],
    }


def _sample(proof: ProofOfUse, form: dict[str, str] | None = None) -> Sample:
    return Sample({"number": proof.application.number}, proof, form=form or {})


def _handed_in(cast: dict[str, Person], at: datetime) -> ProofOfUse:
    """Stadt Köln 2023: granted, final, proved, asked and answered again."""
    case = demonstration.granted_year(cast, demonstration.COLOGNE, "koeln", 2023)
    officer = cast["sachbearbeitung@behoerde.example"]
    carrier, specialist = cast["traeger@koeln.example"], cast["fachkraft@koeln.example"]
    final = decisions.finalise(application=case, by=officer, at=at)
    proof = final.proof
    typed = {f"posts-{post.number}-actual_cost": "50.000" for post in proof.posts.all()}
    typed |= {"income": "0", "survey_confirmed_on": "15.2.2024"}
    drafting.save_proof(proof=proof, typed=typed, version=1, by=specialist, at=at)
    drafting.set_choices(proof=proof, choices={"confirmed_necessary": True}, by=specialist, at=at)
    actions.submit(proof=proof, by=carrier, at=at)
    query = actions.ask(proof=proof, question="Warum 50.000 €?", by=officer, at=at)
    actions.answer_query(query=query, text="Tarif.", by=specialist, at=at)
    return actions.answer(proof=query.proof, by=carrier, at=at)
