from django.urls import path

from chungtay.indicators import views

app_name = "indicators"

urlpatterns = [
    path("chi-so/", views.look, name="look"),
    path("chi-so/so/", views.number, name="number"),
]
