"""Sign-in at an organisation's own provider: django-allauth's OpenID Connect, checked strictly.

django-allauth trusts a token fetched over TLS without its signature, sends no nonce and prefers
the user-info answer over the token. Here the signed token alone says who somebody is.
"""

import hmac
import secrets
from typing import Any

import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest, HttpResponse

ALGORITHMS = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384"})
"""Signatures with the provider's own key; never `none`, never a shared secret."""
CLOCKS_DIFFER = 300
"""Seconds the two clocks may differ."""
DEMANDED = ["exp", "iat", "iss", "aud", "sub"]


def signed_claims(token: str, *, keys: dict[str, Any], issuer: str, client_id: str) -> Any:
    """What the provider signed. Raises `OAuth2Error` for any other token (attack 19)."""
    try:
        head = jwt.get_unverified_header(token)
        if head.get("alg") not in ALGORITHMS:
            raise OAuth2Error("Signatur nicht erlaubt")
        claims = jwt.decode(
            token,
            _key(keys, head),
            algorithms=[head["alg"]],
            audience=client_id,
            issuer=issuer,
            leeway=CLOCKS_DIFFER,
            options={"require": DEMANDED},
        )
    except jwt.PyJWTError as fault:
        raise OAuth2Error("Token nicht gültig") from fault
    if claims.get("azp", client_id) != client_id:
        raise OAuth2Error("Token für eine andere Anwendung")
    return claims


def _key(keys: dict[str, Any], head: dict[str, Any]) -> Any:
    """The key a token names; a token may be silent when there is but one (OIDC Core 10.1)."""
    published = jwt.PyJWKSet.from_dict(keys).keys
    named = head.get("kid")
    found = [key for key in published if named is None or key.key_id == named]
    if len(found) != 1:
        raise OAuth2Error("Schlüssel unbekannt")
    return found[0].key


class OrganisationTokens(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """Fetches and checks what the provider says."""

    expected_nonce: str = ""

    @property
    def openid_config(self) -> Any:
        """The provider's own description, for the issuer we know and no other (mix-up)."""
        config = super().openid_config
        if config.get("issuer") != self.get_provider().app.settings["issuer"]:
            raise OAuth2Error("Aussteller ist ein anderer")
        return config

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        """The person behind a signed token with our nonce; names may come from user-info."""
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
            keys = answer.json()
        claims = signed_claims(
            kwargs["response"].get("id_token") or "",
            keys=keys,
            issuer=app.settings["issuer"],
            client_id=app.client_id,
        )
        nonce = str(claims.get("nonce", ""))
        if not self.expected_nonce or not hmac.compare_digest(nonce, self.expected_nonce):
            raise OAuth2Error("Nonce passt nicht")
        told = self._names(claims, token)
        login = self.get_provider().sociallogin_from_response(request, {"id_token": told})
        login.claims = told
        return login

    def _names(self, claims: dict[str, Any], token: Any) -> dict[str, Any]:
        if "userinfo_endpoint" not in self.openid_config or "family_name" in claims:
            return claims
        more = self._fetch_user_info(token.token)
        if more.get("sub") != claims["sub"]:
            raise OAuth2Error("Auskunft über jemand anderen")
        return {**more, **claims}


class OrganisationProvider(OpenIDConnectProvider):  # type: ignore[misc]
    """An organisation's sign-in service, as its row in the database describes it."""

    oauth2_adapter_class = OrganisationTokens

    def redirect(
        self, request: HttpRequest, process: str, next_url: str | None = None, data: Any = None,
        **kwargs: Any,
    ) -> HttpResponse:  # fmt: skip
        """Off to the provider with a nonce; nothing from the address bar gets into the request."""
        nonce = secrets.token_urlsafe(24)
        kwargs.update(auth_params={"nonce": nonce}, scope=self.get_scope(), nonce=nonce)
        process = AuthProcess.CONNECT if process == AuthProcess.CONNECT else AuthProcess.LOGIN
        response: HttpResponse = super().redirect(request, process, next_url, data, **kwargs)
        return response

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """Nothing of the token is stored beside the subject."""
        return {}

    def serialize(self) -> dict[str, Any]:
        """Found again by our own key of the provider."""
        return {"id": self.app.provider_id}


class OrganisationCallback(OAuth2CallbackView):  # type: ignore[misc]
    """The way back: state and nonce belong together and to one provider."""

    def _get_state(self, request: HttpRequest, provider: OrganisationProvider) -> Any:
        state, response = super()._get_state(request, provider)
        if state is not None:
            self.adapter.expected_nonce = state.get("nonce") or ""
            told = request.GET.get("iss", provider.app.settings["issuer"])
            if told != provider.app.settings["issuer"]:  # RFC 9207
                return None, get_adapter().refuse(request, provider, "issuer")
        return state, response
