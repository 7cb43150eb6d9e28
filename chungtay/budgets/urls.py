from django.urls import path

from chungtay.budgets.rules import MovementKind
from chungtay.budgets.views import budgets, changes, counting, sheets

app_name = "budgets"

urlpatterns = [
    path("kinh-phi/", budgets.look, name="look"),
    path("kinh-phi/lap/", sheets.open_budget, name="open_budget"),
    path("kinh-phi/<int:budget>/", budgets.budget, name="budget"),
    path("kinh-phi/<int:budget>/duyet/", changes.approve, name="approve"),
    path("kinh-phi/<int:budget>/phan-bo/", changes.allot, name="allot"),
    path("kinh-phi/<int:budget>/dieu-chinh/", changes.adjust, name="adjust"),
    path("kinh-phi/xlsx/", sheets.cuts, name="cuts_sheet"),
    path("kinh-phi/<int:budget>/xlsx/", sheets.table, name="sheet"),
    path("kinh-phi/<int:budget>/gui-lai/", sheets.bring_back, name="bring_back"),
    path("kinh-phi/<int:budget>/tinh-lai/", counting.count_anew, name="count_anew"),
    path("kinh-phi/so-luong/", counting.quantities, name="quantities"),
    path("kinh-phi/dong/<int:line>/cong-thuc/", counting.formula, name="formula"),
    path("kinh-phi/phan/<int:purse>/", budgets.purse, name="purse"),
    *(
        path(f"kinh-phi/phan/<int:purse>/{address}/", view, {"kind": kind}, name=kind.value)
        for address, view, kind in (
            ("cam-ket", changes.spend, MovementKind.COMMIT),
            ("bo-cam-ket", changes.spend, MovementKind.RELEASE),
            ("giai-ngan", changes.spend, MovementKind.DISBURSE),
            ("thu-lai", changes.spend, MovementKind.REFUND),
            ("thu-hoi", changes.take_back, MovementKind.WITHDRAW),
            ("chuyen-nguon", changes.take_back, MovementKind.CARRY_OVER),
        )
    ),
]
