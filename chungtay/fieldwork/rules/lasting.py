"""What ends on a day (agreements, service, use-by days), and models that want their yearly evaluation."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from chungtay.base.problems import Problem
from chungtay.fieldwork.rules.attention import Attention, Row, policy, said, soon
from chungtay.law.rules.moments import months_later

COOPERATION, EQUIPMENT, MODELS = "cooperation", "equipment", "models"


def check_agreements(rows: Iterable[Row], today: date) -> Iterator[Attention]:
    for row in rows:
        until = row.day_of("valid_until")
        if until is not None and until - timedelta(days=soon("agreement")) <= today:
            sentence = "“{title}” có hiệu lực đến hết ngày {day}: rà soát, đề xuất gia hạn hoặc ký mới."
            title = row.answers.get("title", "")
            yield Attention(
                COOPERATION,
                row.entry,
                Problem("agreement_ends", sentence, values={"title": title, "day": said(until)}),
                due=until,
            )


def check_equipment(rows: Iterable[Row], today: date) -> Iterator[Attention]:
    for row in rows:
        gone = row.day_of("gone_on")
        if gone is not None and gone <= today:
            continue
        named = {"name": row.answers.get("name", ""), "code": row.answers.get("code", "")}
        service, last = row.day_of("service_due"), row.day_of("expires_on")
        if service is not None and service - timedelta(days=soon("service")) <= today:
            sentence = "{name} ({code}) phải bảo dưỡng, kiểm định trước ngày {day}."
            problem = Problem("service", sentence, values={**named, "day": said(service)})
            yield Attention(EQUIPMENT, row.entry, problem, due=service)
        if last is not None and last - timedelta(days=soon("use_by")) <= today:
            problem = Problem(
                "use_by", "{name} ({code}) hết hạn dùng ngày {day}.", values={**named, "day": said(last)}
            )
            yield Attention(EQUIPMENT, row.entry, problem, due=last)


def review_due(model: Row, today: date) -> tuple[int, date] | None:
    """The year whose evaluation is missing and its last day: of last year, or of this one when that day is near.

    A model evaluates every year that it worked through; one too young on the last day waits for the next year.
    """
    rules = policy()["review"]
    years = {int(one["year"]) for one in model.answers.get("reviews", ()) if one.get("year")}
    ended = model.day_of("ended_on")
    for year in (today.year - 1, today.year):
        last = date(year, rules["month"], rules["day"])
        asked = months_later(model.day, rules["young_months"]) <= last and (ended is None or ended > last)
        if asked and year not in years and last - timedelta(days=soon("review")) <= today:
            return year, last
    return None


def check_reviews(models: Iterable[Row], today: date) -> Iterator[Attention]:
    for model in models:
        if found := review_due(model, today):
            year, last = found
            sentence = "Mô hình {code} chưa được đánh giá năm {year} để duy trì, nhân rộng hay dừng; hạn là ngày {day}."
            yield Attention(
                MODELS,
                model.entry,
                Problem(
                    "review_due",
                    sentence,
                    values={"code": model.answers.get("code", ""), "year": year, "day": said(last)},
                ),
                due=last,
            )
