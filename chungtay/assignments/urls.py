from django.urls import path

from chungtay.assignments.views import handing, quotas, shares

app_name = "assignments"

urlpatterns = [
    path("giao-viec/", handing.hand_out, name="hand_out"),
    path("cho-xu-ly/", shares.waiting, name="waiting"),
    path("giao-viec/nhan/", shares.receive, name="receive"),
    path("giao-viec/phan/<int:share>/", shares.share, name="share"),
    path("giao-viec/viec/<int:task>/", quotas.task, name="task"),
    path("giao-viec/dinh-muc/<int:plan>/", quotas.quotas, name="quotas"),
]
