"""What one may ask the journal."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chungtay.journal.rules import Asked
from chungtay.site.verbs import VERBS


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class JournalFilterForm(forms.Form):
    who = forms.CharField(label=gettext_lazy("Ai, chức danh, cơ quan"), required=False, max_length=120)
    verb = forms.ChoiceField(label=gettext_lazy("Việc"), required=False)
    since = forms.DateField(label=gettext_lazy("Từ ngày"), required=False, widget=_day())
    until = forms.DateField(label=gettext_lazy("đến ngày"), required=False, widget=_day())
    subject = forms.CharField(required=False, max_length=120, widget=forms.HiddenInput())

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)  # type: ignore[arg-type]
        words = sorted(((verb, str(word)) for verb, word in VERBS.items()), key=lambda pair: pair[1])
        self.fields["verb"].choices = [("", _("mọi việc")), *words]  # type: ignore[attr-defined]

    def asked(self) -> Asked:
        return Asked(**self.cleaned_data)

    def said(self) -> dict[str, str]:
        """What is asked for in words, by field."""
        asked = self.asked()
        words = {
            "who": asked.who,
            "verb": str(VERBS.get(asked.verb, asked.verb)),
            "since": _("từ %(day)s") % {"day": f"{asked.since:%d/%m/%Y}"} if asked.since else "",
            "until": _("đến %(day)s") % {"day": f"{asked.until:%d/%m/%Y}"} if asked.until else "",
            "subject": _("chỉ %(subject)s") % {"subject": asked.subject},
        }
        return {field: said for field, said in words.items() if getattr(asked, field)}


class OldProofForm(forms.Form):
    number = forms.IntegerField(label=gettext_lazy("Dòng số"), min_value=1)
    hash = forms.CharField(label=gettext_lazy("Mã băm in trên chứng nhận"), max_length=120)
