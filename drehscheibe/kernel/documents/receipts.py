"""What may be handed in as a receipt: told by its first bytes, whatever its name says."""

from drehscheibe.kernel.documents.refusals import UploadRefused

HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif")
JPEG, PNG, PDF = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"%PDF-"


def receipt(data: bytes) -> bytes:
    """A receipt as it may be uploaded: PDF and PNG as they are, a large JPEG made smaller.

    Raises `UploadRefused` for every other kind of file, saying what is possible.
    """
    if data[4:8] == b"ftyp" and data[8:12] in HEIC_BRANDS:
        raise UploadRefused(
            "Dieses Foto hat das Format HEIC, das wir nicht lesen können. Stellen Sie die Kamera "
            "auf „Maximale Kompatibilität“ (JPEG) oder schicken Sie ein Bildschirmfoto."
        )
    if data.startswith(JPEG):
        # Most processes never see a photo and need not load the library for it (8 MB).
        from drehscheibe.kernel.documents.photos import smaller

        return smaller(data)
    if data.startswith((PNG, PDF)):
        return data
    if b"<svg" in data[:4096].lower():
        raise UploadRefused("SVG-Bilder nehmen wir nicht an. Möglich sind JPEG, PNG und PDF.")
    raise UploadRefused(
        "Diese Art von Datei nehmen wir als Beleg nicht an. Möglich sind Fotos als JPEG oder PNG "
        "und PDF."
    )
