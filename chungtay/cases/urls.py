from django.urls import path

from chungtay.cases.views import files, steps, work

app_name = "cases"

urlpatterns = [
    path("ho-so/", work.work, name="work"),
    path("ho-so/mo/", work.open_file, name="open_file"),
    path("ho-so/con-so/", work.counts, name="counts"),
    path("ho-so/<str:code>/", files.file, name="file"),
    path("ho-so/<str:code>/ghi/<str:event>/", steps.step, name="step"),
    path("ho-so/<str:code>/viec/<str:act>/", steps.act, name="act"),
]
