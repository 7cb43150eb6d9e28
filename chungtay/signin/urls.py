from django.urls import path

from chungtay.signin.views import door, helping, provincial, security

app_name = "signin"

urlpatterns = [
    path("vao/xac-nhan/", door.second_step, name="second_step"),
    path("vao/xac-nhan/khoa/", door.passkey_second, name="passkey_second"),
    path("vao/khoa/", door.passkey_sign_in, name="passkey_sign_in"),
    path("vao/mot-cua/", provincial.single_sign_on, name="single_sign_on"),
    path("vao/mot-cua/ve/", provincial.single_sign_on_back, name="single_sign_on_back"),
    path("ra/xong/", provincial.signed_out, name="signed_out"),
    path("tai-khoan/mat-khau/", security.change_password, name="change_password"),
    path("tai-khoan/bao-mat/", security.security, name="security"),
    path("tai-khoan/bao-mat/xac-nhan-lai/", security.prove_again, name="prove_again"),
    path("tai-khoan/bao-mat/xac-nhan-lai/khoa/", security.passkey_again, name="passkey_again"),
    path("tai-khoan/bao-mat/ung-dung/", security.add_app, name="add_app"),
    path("tai-khoan/bao-mat/khoa/", security.add_passkey, name="add_passkey"),
    path("tai-khoan/bao-mat/ma-du-phong/", security.renew_recovery_codes, name="renew_recovery_codes"),
    path("tai-khoan/bao-mat/cach/<int:factor>/ten/", security.rename_factor, name="rename_factor"),
    path("tai-khoan/bao-mat/cach/<int:factor>/bo/", security.remove_factor, name="remove_factor"),
    path("tai-khoan/bao-mat/thiet-bi/", security.end_session, name="end_session"),
    path("tai-khoan/bao-mat/mot-cua/", provincial.untie, name="untie"),
    path("tai-khoan/bao-mat/de-sau/", security.excuse, name="excuse"),
    path("tai-khoan/<int:account>/dang-nhap/", helping.help_account, name="help_account"),
    path("tai-khoan/<int:account>/dang-nhap/mat-khau/", helping.reset_password, name="reset_password"),
    path("tai-khoan/<int:account>/dang-nhap/buoc-hai/", helping.reset_factors, name="reset_factors"),
    path("tai-khoan/<int:account>/dang-nhap/mot-cua/", helping.set_link, name="set_link"),
]
