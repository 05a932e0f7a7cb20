"""The reference: Django's shortest answer, with no middleware, on the same server."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

settings.configure(
    ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, SECRET_KEY="for-the-bench-only", MIDDLEWARE=[]
)


def hello(request: HttpRequest) -> HttpResponse:
    """Thirteen bytes."""
    return HttpResponse("Hello, world!")


urlpatterns = [path("", hello)]
application = get_wsgi_application()
