from django.urls import path

from chungtay.agencies.views import accounts, bodies, importing, posts, seats

app_name = "agencies"

urlpatterns = [
    path("co-quan/", bodies.agencies, name="agencies"),
    path("co-quan/moi/", bodies.open_agency, name="open_agency"),
    path("co-quan/<int:agency>/", bodies.agency, name="agency"),
    path("co-quan/<int:agency>/ten/", bodies.add_alias, name="add_alias"),
    path("co-quan/<int:agency>/thanh-vien/", bodies.set_members, name="set_members"),
    path("co-quan/<int:agency>/tai-khoan/", seats.open_account, name="open_account"),
    path("co-quan/<int:agency>/chuc-danh/", posts.open_post, name="open_post"),
    path("chuc-danh/<int:post>/", posts.post, name="post"),
    path("chuc-danh/<int:post>/dia-ban/", posts.set_places, name="set_places"),
    path("chuc-danh/<int:post>/giao/", posts.give_post, name="give_post"),
    path("chuc-danh/<int:post>/uy-quyen/", posts.deputise, name="deputise"),
    path("chuc-danh/giu/<int:holding>/thoi/", posts.end_holding, name="end_holding"),
    path("tai-khoan/", accounts.my_account, name="my_account"),
    path("tai-khoan/danh-sach/", accounts.accounts, name="accounts"),
    path("tai-khoan/nhap/", importing.import_accounts, name="import_accounts"),
    path("tai-khoan/nhap/mau/", importing.template, name="accounts_template"),
    path("tai-khoan/nhap/nhan/", importing.take_accounts, name="take_accounts"),
    path("tai-khoan/<int:account>/", accounts.account, name="account"),
    path("tai-khoan/<int:account>/dong/", accounts.close_account, name="close_account"),
    path("tai-khoan/<int:account>/mo-lai/", accounts.reopen_account, name="reopen_account"),
    path("tai-khoan/chua-co-chuc-danh/", seats.no_post, name="no_post"),
]
