"""Addresses of the payment pages."""

from django.urls import path

from drehscheibe.doors.staff.payments import account_views, order_views, run_views

app_name = "payments"
urlpatterns = [
    path("", order_views.order_list, name="order_list"),
    path("zahlungen.<str:form>", order_views.order_export, name="order_export"),
    path("zahlungen/<int:pk>/", order_views.order_detail, name="order_detail"),
    path("zahlungen/<int:pk>/zuruecknehmen/", order_views.order_cancel, name="order_cancel"),
    path("zahlungen/<int:pk>/herausnehmen/", order_views.order_take_out, name="order_take_out"),
    path("zahlungen/<int:pk>/ruecklaeufer/", order_views.order_return, name="order_return"),
    path("laeufe/", run_views.run_list, name="run_list"),
    path("laeufe/neu/", run_views.run_start, name="run_start"),
    path("laeufe/<str:number>/", run_views.run_detail, name="run_detail"),
    path("laeufe/<str:number>/datei/", run_views.run_file, name="run_file"),
    path("laeufe/<str:number>/tag/", run_views.run_day, name="run_day"),
    path("laeufe/<str:number>/schritt/<str:step>/", run_views.run_step, name="run_step"),
    path("konten/", account_views.account_list, name="account_list"),
    path("konten/neu/", account_views.account_enter, name="account_enter"),
    path("konten/<int:pk>/", account_views.account_detail, name="account_detail"),
    path("konten/<int:pk>/nummer/", account_views.account_number, name="account_number"),
    path("konten/<int:pk>/schritt/<str:step>/", account_views.account_step, name="account_step"),
]
