from django.urls import path

from chungtay.notices import views

app_name = "notices"

urlpatterns = [
    path("thong-bao/", views.inbox, name="inbox"),
    path("thong-bao/da-doc/", views.mark_all_read, name="mark_all_read"),
    path("thong-bao/khong-gui-duoc/", views.undelivered, name="undelivered"),
    path("thong-bao/<int:notice>/", views.open_notice, name="open_notice"),
    path("tai-khoan/nhan-tin/", views.wishes, name="wishes"),
]
