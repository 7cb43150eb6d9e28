from django.urls import path

from chungtay.reports import views

app_name = "reports"

urlpatterns = [
    path("bao-cao/", views.reports, name="reports"),
    path("bao-cao/<int:report>/", views.report, name="report"),
    path("bao-cao/<int:report>/doan/<int:passage>/", views.passage, name="passage"),
    path("bao-cao/gop-y/<int:contribution>/", views.contribution, name="contribution"),
]
