from django.urls import path

from chungtay.operation import views

app_name = "operation"

urlpatterns = [
    path("suc-khoe", views.live, name="live"),
    path("suc-khoe/san-sang", views.ready, name="ready"),
    path("so-do", views.metrics, name="metrics"),
    path("he-thong/suc-khoe/", views.health, name="health"),
]
