from django.urls import path

from chungtay.breakglass import views

app_name = "breakglass"

urlpatterns = [
    path("mo-khan-cap/", views.openings, name="openings"),
    path("mo-khan-cap/mo/", views.open_thing, name="open"),
    path("mo-khan-cap/<int:opening>/", views.opening, name="opening"),
    path("mo-khan-cap/<int:opening>/dong/", views.close, name="close"),
    path("mo-khan-cap/<int:opening>/ra-soat/", views.review, name="review"),
]
