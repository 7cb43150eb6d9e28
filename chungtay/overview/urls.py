from django.urls import path

from chungtay.overview.views import leading, looking, scoring

app_name = "overview"

urlpatterns = [
    path("toan-canh/", looking.looking, name="looking"),
    path("toan-canh/lanh-dao/", leading.leader, name="leader"),
    path("thi-dua/", scoring.scores, name="scores"),
    path("thi-dua/phan-viec/<int:share>/", scoring.contest, name="contest"),
    path("thi-dua/y-kien/<int:contest>/", scoring.answer, name="answer"),
]
