from django.urls import path

from chungtay.agencies import views

app_name = "agencies"

urlpatterns = [
    path("co-quan/", views.agencies, name="agencies"),
    path("co-quan/moi/", views.open_agency, name="open_agency"),
    path("co-quan/<int:agency>/", views.agency, name="agency"),
    path("co-quan/<int:agency>/ten/", views.add_alias, name="add_alias"),
    path("co-quan/<int:agency>/thanh-vien/", views.set_members, name="set_members"),
    path("co-quan/<int:agency>/tai-khoan/", views.open_account, name="open_account"),
    path("tai-khoan/", views.my_account, name="my_account"),
    path("tai-khoan/mat-khau/", views.change_password, name="change_password"),
    path("tai-khoan/chua-co-chuc-danh/", views.no_post, name="no_post"),
]
