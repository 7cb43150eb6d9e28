from django.urls import path

from chungtay.budgets.views import budgets

app_name = "budgets"

urlpatterns = [
    path("kinh-phi/<int:budget>/", budgets.budget, name="budget"),
]
