from django.urls import path

from chungtay.events import views

app_name = "events"

urlpatterns = [
    path("he-thong/bao-ra-ngoai/", views.subscriptions, name="subscriptions"),
    path("he-thong/bao-ra-ngoai/<int:subscription>/", views.subscription, name="subscription"),
]
