from django.urls import path

from chungtay.costing import views

app_name = "costing"

urlpatterns = [
    path("kinh-phi/ket-qua/", views.costs, name="costs"),
    path("ke-hoach/<int:plan>/kinh-phi/", views.link, name="link"),
]
