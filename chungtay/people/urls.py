from django.urls import path

from chungtay.people.views import lists, looking

app_name = "people"

urlpatterns = [
    path("nhan-than/", looking.find, name="find"),
    path("nhan-than/danh-sach/", lists.bring_in, name="bring_in"),
    path("nhan-than/<int:person>/", looking.person, name="person"),
]
