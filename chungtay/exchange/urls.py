from django.urls import path

from chungtay.exchange import views

app_name = "exchange"

urlpatterns = [path("so-lieu/trao-doi/", views.exchange, name="exchange")]
