from django.urls import path

from chungtay.tips.views import desk, keys, public

app_name = "tips"

urlpatterns = [
    path("tin-bao/", public.send, name="send"),
    path("tin-bao/xem/", public.come_back, name="come_back"),
    path("tin-bao/ban-tiep-nhan/", desk.tips, name="tips"),
    path("tin-bao/ban-tiep-nhan/ghi/", desk.take_down, name="take_down"),
    path("tin-bao/<int:tip>/", desk.tip, name="tip"),
    path("tin-bao/<int:tip>/anh/<int:photo>/", desk.photo, name="photo"),
    path("tin-bao/khoa/", keys.keys, name="keys"),
    path("tin-bao/duong-day/", keys.line, name="line"),
]
