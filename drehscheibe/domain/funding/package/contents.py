"""What goes into a package, read from the database and not from the disk."""

from dataclasses import dataclass
from datetime import datetime

from drehscheibe.domain.funding.models import Application, ProofOfUse, Voucher
from drehscheibe.domain.funding.package.files import PackedDocument, packed_documents
from drehscheibe.domain.funding.package.history import Act, acts_of
from drehscheibe.kernel.documents.file_names import file_name


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything that goes into a package, read from the database and not from the disk."""

    application: Application
    proof: ProofOfUse | None
    vouchers: list[Voucher]
    documents: list[PackedDocument]
    acts: list[Act]

    @property
    def changed_at(self) -> datetime:
        """The last act or document of the case."""
        moments = [each.at for each in self.acts]
        moments += [each.document.created_at for each in self.documents]
        return max(moments, default=self.application.created_at)


def contents_of(application: Application) -> Contents:
    """The case with all it holds; a dozen queries, however many vouchers."""
    proof = (
        ProofOfUse.objects.filter(application=application, submitted_on__isnull=False)
        .select_related("reclaim", "application")
        .prefetch_related("reclaim__repayments", "reclaim__waivers", "posts", "items", "queries")
        .first()
    )
    vouchers = list(proof.vouchers.all()) if proof is not None else []
    return Contents(
        application,
        proof,
        vouchers,
        packed_documents(application, proof, vouchers),
        acts_of(application, proof),
    )


def package_name(application: Application) -> str:
    """What the file is called.

    >>> package_name(Application(number="KI-2023-05570-1"))
    'vorgang-ki-2023-05570-1.zip'
    """
    stem = file_name(f"vorgang {application.number}", version=1, content_type="")
    return stem.replace("-v1.bin", ".zip")
