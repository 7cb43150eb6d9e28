from django.urls import path

from chungtay.notices import views

app_name = "notices"

urlpatterns = [
    path("thong-bao/", views.inbox, name="inbox"),
    path("thong-bao/da-doc/", views.mark_all_read, name="mark_all_read"),
    path("thong-bao/<int:notice>/", views.open_notice, name="open_notice"),
]
