from django.urls import path

from chungtay.amendments import views

app_name = "amendments"

urlpatterns = [path("ho-so/thoi-han/", views.changes, name="changes")]
