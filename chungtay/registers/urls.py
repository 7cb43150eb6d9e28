from django.urls import path

from chungtay.registers.views import designing, entries, lists, sheets

app_name = "registers"

urlpatterns = [
    path("so/", lists.registers, name="registers"),
    path("so/cho-duyet/", lists.waiting, name="waiting"),
    path("so/lap-so/", designing.design, name="design"),
    path("so/sau-con-so/", lists.behind, name="behind"),
    path("so/<int:register>/", lists.register, name="register"),
    path("so/<int:register>/moi/", entries.new_entry, name="new_entry"),
    path("so/<int:register>/tep/", sheets.sheet, name="sheet"),
    path("so/ban-ghi/<int:entry>/", entries.entry, name="entry"),
    path("so/ban-ghi/<int:entry>/sua/", entries.correct, name="correct"),
    path("so/ban-ghi/<int:entry>/tep/<int:file>/", entries.file, name="file"),
]
