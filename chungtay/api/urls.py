from django.urls import path

from chungtay.api import views

app_name = "api"

urlpatterns = [
    path("api/", views.guide, name="guide"),
    path("api/v1/<path:rest>", views.v1, name="v1"),
    path("tai-khoan/khoa-giao-tiep/", views.tokens, name="tokens"),
]
