from django.urls import path

from chungtay.catalogue import views

app_name = "catalogue"

urlpatterns = [
    path("danh-muc-chi-tieu/", views.catalogue, name="catalogue"),
    path("danh-muc-chi-tieu/them/", views.add, name="add"),
    path("danh-muc-chi-tieu/bieu-mau/<str:code>/", views.data_set, name="data_set"),
    path("danh-muc-chi-tieu/<str:code>/ket-thuc/", views.end, name="end"),
    path("danh-muc-chi-tieu/<str:code>/", views.element, name="element"),
]
