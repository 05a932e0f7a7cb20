"""Why a file is not taken."""


class UploadRefused(Exception):
    """The file cannot be taken; the German message belongs beside the field."""


class DocumentDamaged(Exception):
    """The stored bytes no longer match their checksum: a fault for the operator."""
