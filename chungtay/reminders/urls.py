from django.urls import path

from chungtay.reminders import views

app_name = "reminders"

urlpatterns = [
    path("nhac-viec/", views.digest, name="digest"),
    path("lich/<str:token>.ics", views.feed, name="feed"),
]
