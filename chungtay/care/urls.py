from django.urls import path

from chungtay.care import views

app_name = "care"

urlpatterns = [
    path("cham-soc/", views.patients, name="patients"),
    path("cham-soc/cho/", views.places, name="places"),
    path("cham-soc/<int:patient>/", views.patient, name="patient"),
    path("cham-soc/ho-tro/<str:code>/", views.helped, name="help"),
]
