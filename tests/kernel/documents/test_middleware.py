"""What is too large is refused before it is read (attack 32, header only)."""

from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory, override_settings

from drehscheibe.kernel.documents.middleware import UploadLimit

GIGABYTES = 2 * 1024**3


class Unread:
    """A body that must not be touched."""

    def read(self, *_: object) -> bytes:
        raise AssertionError("the body was read")


def answer(**meta: object) -> HttpResponse:
    request: HttpRequest = RequestFactory().post("/")
    request.META |= {"wsgi.input": Unread(), **meta}
    return UploadLimit(lambda _: HttpResponse("passed"))(request)


def test_attack_32_two_gigabytes_are_refused_unread() -> None:
    response = answer(CONTENT_LENGTH=str(GIGABYTES))
    assert response.status_code == 413
    assert "höchstens 20 MB" in response.content.decode()
    assert response["X-Content-Type-Options"] == "nosniff"


def test_attack_32_a_body_of_unknown_length_is_refused() -> None:
    assert answer(CONTENT_LENGTH="", HTTP_TRANSFER_ENCODING="chunked").status_code == 411


def test_attack_32_a_length_that_is_none_is_refused() -> None:
    assert {answer(CONTENT_LENGTH=n).status_code for n in ("-1", "1e9", "٣", "+5")} == {400}


def test_usual_requests_pass() -> None:
    assert answer(CONTENT_LENGTH="").content == b"passed"
    assert answer(CONTENT_LENGTH=str(20 * 1024**2)).content == b"passed"


def test_the_limit_is_a_setting() -> None:
    with override_settings(DREHSCHEIBE_UPLOAD_LIMIT=1024**2):
        assert answer(CONTENT_LENGTH=str(3 * 1024**2)).status_code == 413


def test_several_photos_of_receipts_may_come_at_once() -> None:
    """Twelve photos of a telephone; everywhere else one file's limit holds."""
    body = {"CONTENT_LENGTH": str(60 * 1024**2), "wsgi.input": Unread()}
    for path, status in (
        ("/foerderung/antrag/geheim/nachweis/belege/", 200),
        ("/ar/foerderung/antrag/geheim/nachweis/belege/", 200),
        ("/foerderung/antrag/geheim/nachweis/", 413),
        ("/mitarbeit/foerderung/antrag/x/nachweis/belege/", 413),
    ):
        request = RequestFactory().post(path)
        request.META |= body
        assert UploadLimit(lambda _: HttpResponse("passed"))(request).status_code == status, path
