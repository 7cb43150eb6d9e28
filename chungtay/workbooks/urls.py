from django.urls import path

from chungtay.workbooks import views

app_name = "workbooks"

urlpatterns = [path("so-lieu/bieu/<str:data_set>/<str:period>/tep/", views.file, name="file")]
