from django.urls import path

from chungtay.replays import views

app_name = "replays"

urlpatterns = [path("gui-lai/", views.who, name="who")]
