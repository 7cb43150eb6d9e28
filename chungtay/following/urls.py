from django.urls import path

from chungtay.following import views

app_name = "following"

urlpatterns = [path("ke-hoach/<int:plan>/cach-biet-da-xong/", views.criteria, name="criteria")]
