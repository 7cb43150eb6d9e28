from django.urls import path

from chungtay.handovers import file_views, life_views, post_views, views

app_name = "handovers"

urlpatterns = [
    path("chuyen-giao/", views.handovers, name="handovers"),
    path("chuyen-giao/ho-so/", file_views.files, name="files"),
    path("chuyen-giao/sap-xep/", views.units, name="units"),
    path("chuyen-giao/co-quan/<int:agency>/", views.body, name="body"),
    path("chuyen-giao/chuc-danh/<int:account>/", post_views.pass_on, name="pass_on"),
    path("chuyen-giao/<int:handover>/", views.handover, name="handover"),
    path("chuyen-giao/<int:handover>/hoan-tac/", views.undo, name="undo"),
    path("co-quan/<int:agency>/doi/", life_views.change, name="change"),
    path("co-quan/<int:agency>/ket-thuc/", life_views.end, name="end"),
    path("co-quan/<int:agency>/hop-nhat/", life_views.merge, name="merge"),
    path("co-quan/<int:agency>/ke-tuc/", life_views.name_successor, name="name_successor"),
    path("co-quan/ke-tuc/<int:succession>/bo/", life_views.drop_successor, name="drop_successor"),
]
