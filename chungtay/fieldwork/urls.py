from django.urls import path

from chungtay.fieldwork.views import openrosa, pages

app_name = "fieldwork"

urlpatterns = [
    path("openrosa/formList", openrosa.forms, name="forms"),
    path("openrosa/bieu-mau/<int:register>/<int:number>", openrosa.form, name="form"),
    path("openrosa/submission", openrosa.submission, name="submission"),
    path("so/can-chu-y/", pages.attention, name="attention"),
    path("so/ban-do/", pages.entry_map, name="map"),
    path("so/dien-thoai/", pages.phones, name="phones"),
]
