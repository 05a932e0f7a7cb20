"""Sign-in, second factor, own sign-in services: what we use of django-allauth, in German.

Only what is listed exists: no sign-up, no list of addresses, no sign-in by code.
"""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from allauth.socialaccount import views as social
from django.urls import path, re_path

from drehscheibe.doors.staff.sign_in import provider_views as provider
from drehscheibe.doors.staff.sign_in import views

urlpatterns = [
    path("", views.account_overview, name="account_overview"),
    path("anmelden/", account.login, name="account_login"),
    path("abmelden/", account.logout, name="account_logout"),
    path("wartet/", account.account_inactive, name="account_inactive"),
    path("bestaetigen/", account.reauthenticate, name="account_reauthenticate"),
    path("einladung/<str:token>/", views.invitation_accept, name="invitation_accept"),
    path("fortsetzen/<str:token>/", views.typed_again, name="typed_again"),
    path("kennwort/aendern/", account.password_change, name="account_change_password"),
    path("kennwort/setzen/", account.password_set, name="account_set_password"),
    path("kennwort/vergessen/", account.password_reset, name="account_reset_password"),
    path(
        "kennwort/vergessen/gesendet/",
        account.password_reset_done,
        name="account_reset_password_done",
    ),
    path(
        "kennwort/neu/fertig/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(  # the key holds dashes itself
        r"^kennwort/neu/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("zweiter-faktor/", second_factor.index, name="mfa_index"),
    path("zweiter-faktor/code/", second_factor.authenticate, name="mfa_authenticate"),
    path("zweiter-faktor/bestaetigen/", second_factor.reauthenticate, name="mfa_reauthenticate"),
    path("zweiter-faktor/app/einrichten/", totp.activate_totp, name="mfa_activate_totp"),
    path("zweiter-faktor/app/entfernen/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path(
        "zweiter-faktor/ersatzcodes/",
        recovery.view_recovery_codes,
        name="mfa_view_recovery_codes",
    ),
    path(
        "zweiter-faktor/ersatzcodes/neu/",
        recovery.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "zweiter-faktor/ersatzcodes/datei/",
        recovery.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("zweiter-faktor/schluessel/", keys.list_webauthn, name="mfa_list_webauthn"),
    path("zweiter-faktor/schluessel/neu/", keys.add_webauthn, name="mfa_add_webauthn"),
    path(
        "zweiter-faktor/schluessel/bestaetigen/",
        keys.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "zweiter-faktor/schluessel/<int:pk>/entfernen/",
        keys.remove_webauthn,
        name="mfa_remove_webauthn",
    ),
    path(
        "zweiter-faktor/schluessel/<int:pk>/umbenennen/",
        keys.edit_webauthn,
        name="mfa_edit_webauthn",
    ),
    path("anbieter/abgebrochen/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("anbieter/fehler/", social.login_error, name="socialaccount_login_error"),
    path("anbieter/<slug:provider_id>/", provider.sign_in, name="openid_connect_login"),
    path(
        "anbieter/<slug:provider_id>/rueckruf/",
        provider.callback,
        name="openid_connect_callback",
    ),
]
