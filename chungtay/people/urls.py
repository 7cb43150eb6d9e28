from django.urls import path

from chungtay.people import views

app_name = "people"

urlpatterns = [
    path("nhan-than/", views.find, name="find"),
    path("nhan-than/<int:person>/", views.person, name="person"),
]
