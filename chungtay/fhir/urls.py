from django.urls import path

from chungtay.fhir import views

app_name = "fhir"

urlpatterns = [path("cham-soc/<int:patient>/fhir/", views.episode, name="episode")]
