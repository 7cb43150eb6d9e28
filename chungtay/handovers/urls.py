from django.urls import path

from chungtay.handovers import post_views, views

app_name = "handovers"

urlpatterns = [
    path("chuyen-giao/", views.handovers, name="handovers"),
    path("chuyen-giao/sap-xep/", views.units, name="units"),
    path("chuyen-giao/co-quan/<int:agency>/", views.body, name="body"),
    path("chuyen-giao/chuc-danh/<int:account>/", post_views.pass_on, name="pass_on"),
    path("chuyen-giao/<int:handover>/", views.handover, name="handover"),
    path("chuyen-giao/<int:handover>/hoan-tac/", views.undo, name="undo"),
]
