from django.urls import path

from chungtay.reports.views import lists, opening, parts, report, setup

app_name = "reports"

urlpatterns = [
    path("bao-cao/", lists.reports, name="reports"),
    path("bao-cao/dan-bai/", setup.setup, name="setup"),
    path("bao-cao/<int:report>/", report.report, name="report"),
    path("bao-cao/<int:report>/so/", opening.number, name="number"),
    path("bao-cao/<int:report>/doan/<int:passage>/", parts.passage, name="passage"),
    path("bao-cao/gop-y/<int:contribution>/", parts.contribution, name="contribution"),
]
