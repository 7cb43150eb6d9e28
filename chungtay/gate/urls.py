from django.urls import path

from chungtay.gate import views

app_name = "gate"

urlpatterns = [path("so-lieu/dem-tu-ho-so/", views.counting, name="counting")]
