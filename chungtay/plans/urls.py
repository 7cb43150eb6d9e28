from django.urls import path

from chungtay.plans.views import changes, plans, tasks, work

app_name = "plans"

urlpatterns = [
    path("ke-hoach/", plans.plans, name="plans"),
    path("ke-hoach/moi/<int:document>/", plans.make, name="make"),
    path("ke-hoach/<int:plan>/", plans.plan, name="plan"),
    path("ke-hoach/<int:plan>/them-viec/", changes.add_task, name="add_task"),
    path("ke-hoach/<int:plan>/ket-thuc/", changes.end, name="end"),
    path("viec/", tasks.tasks, name="tasks"),
    path("viec/xlsx/", tasks.export, name="export"),
    path("viec/<int:task>/", tasks.task, name="task"),
    path("viec/<int:task>/phan-cong/", changes.reassign, name="reassign"),
    path("viec/<int:task>/kinh-phi/", changes.money, name="money"),
    path("viec/ky/<int:occurrence>/han/", changes.set_due, name="set_due"),
    path("viec/phan/<int:share>/", work.report, name="report"),
    path("viec/tep/<int:update_file>/", work.download, name="file"),
    path("viec-cua-toi/", work.my_work, name="my_work"),
]
