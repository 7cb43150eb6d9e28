from django.urls import path

from chungtay.agencies.views import bodies, life, seats

app_name = "agencies"

urlpatterns = [
    path("co-quan/", bodies.agencies, name="agencies"),
    path("co-quan/moi/", bodies.open_agency, name="open_agency"),
    path("co-quan/<int:agency>/", bodies.agency, name="agency"),
    path("co-quan/<int:agency>/ten/", bodies.add_alias, name="add_alias"),
    path("co-quan/<int:agency>/doi/", life.change, name="change"),
    path("co-quan/<int:agency>/ket-thuc/", life.end, name="end"),
    path("co-quan/<int:agency>/hop-nhat/", life.merge, name="merge"),
    path("co-quan/<int:agency>/ke-tuc/", life.name_successor, name="name_successor"),
    path("co-quan/ke-tuc/<int:succession>/bo/", life.drop_successor, name="drop_successor"),
    path("co-quan/<int:agency>/thanh-vien/", bodies.set_members, name="set_members"),
    path("co-quan/<int:agency>/tai-khoan/", seats.open_account, name="open_account"),
    path("tai-khoan/", seats.my_account, name="my_account"),
    path("tai-khoan/mat-khau/", seats.change_password, name="change_password"),
    path("tai-khoan/chua-co-chuc-danh/", seats.no_post, name="no_post"),
]
