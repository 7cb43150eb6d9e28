from django.urls import path

from chungtay.figures.views import approval, entry, overview, snapshots

app_name = "figures"

urlpatterns = [
    path("so-lieu/", overview.mine, name="mine"),
    path("so-lieu/tien-do/", overview.completeness, name="completeness"),
    path("so-lieu/chot/", snapshots.snapshots, name="snapshots"),
    path("so-lieu/bieu/<str:data_set>/<str:period>/", entry.entry, name="entry"),
    path("so-lieu/<int:submission>/", approval.submission, name="submission"),
    path("so-lieu/<int:submission>/o/<int:cell>/", approval.cell, name="cell"),
]
