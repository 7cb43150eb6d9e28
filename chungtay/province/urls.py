from django.urls import path

from chungtay.province import views

app_name = "province"

urlpatterns = [
    path("tinh/", views.settings, name="settings"),
    path("tinh/lich/", views.calendar, name="calendar"),
    path("tinh/lich/them/", views.enter_days_off, name="enter_days_off"),
    path("tinh/lich/<int:day_off>/bo/", views.drop_days_off, name="drop_days_off"),
    path("tinh/so/", views.numbers, name="numbers"),
    path("tinh/so/<int:series>/", views.series, name="series"),
    path("tinh/so/<int:number>/bo/", views.void_number, name="void_number"),
]
