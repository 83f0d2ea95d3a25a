"""All parts on one page, with the longest words that the product really says."""

from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace

from django import forms
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.template import engines
from django.utils import timezone

from reglament.clock.spans import Span
from reglament.clock.threshold import Threshold, Unit
from reglament.ui.links import Link
from tests.ui.promises import ALWAYS, HOUR, MOSCOW, NOW, OPENED, PAUSE, drawn, explained, moscow, run

RUNGS = (Fraction(1, 2), Fraction(1), Fraction(2), Fraction(3))
RUNS = {
    "react": (run("REACT", threshold=Threshold(HOUR), stop=moscow(11, 3, 14, 31)), RUNGS[1:2]),
    "diag": (run(pauses=(PAUSE,)), RUNGS[1:2]),
    "sol": (run("SOL", threshold=Threshold(3, Unit.WORKING_DAYS), pauses=(PAUSE,)), RUNGS),
    "late": (run("SOL", moscow(10, 19, 10), Threshold(7, Unit.WORKING_DAYS)), RUNGS),
    "soon": (run("REACT", moscow(11, 5, 11, 56), Threshold(30 * 60), calendar=ALWAYS), RUNGS[1:2]),
    "held": (run("WA", pauses=(Span(moscow(11, 5, 10), None, "ждём Вашего ответа", "Марина Седова"),)), RUNGS[1:2]),
    "none": (run("REG", regulated=False), ()),
}
CARDS = {
    "1": ("Система не работает.", "Остановлен основной процесс.", (("Реагирование", "30 мин"), ("Решение", "24 ч"))),
    "2": (
        "Значительная неисправность: снизились возможности, безопасность, устойчивость.",
        "",
        (("Решение", "3 дня"),),
    ),
    "3": ("Неисправность не затрагивает качество услуг.", "Некритичная проблема.", (("Решение", "7 раб. дней"),)),
    "4": ("Всё остальное.", "Консультация, документация, помощь в настройке.", (("Решение", "15 раб. дней"),)),
}


class Sample(forms.Form):
    subject = forms.CharField(label="Тема", help_text="Попадёт в тему всех писем.", max_length=200)
    text = forms.CharField(label="Описание", help_text="Что видно и с какого времени.", widget=forms.Textarea)
    site = forms.ChoiceField(label="Площадка", choices=[("1", "Подольск"), ("2", "Екатеринбург")], required=False)
    update = forms.BooleanField(label="Нужна новая версия ПО", required=False, help_text="Укажите текущую версию.")
    until = forms.DateField(label="Отложить до", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    sheet = forms.FileField(label="Таблица", required=False)
    draft = forms.CharField(widget=forms.HiddenInput, required=False)
    category = forms.ChoiceField(
        label="Категория",
        widget=forms.RadioSelect,
        choices=[("inc", "Инцидент"), ("com", "Запрос на коммерческие работы")],
    )
    priority = forms.ChoiceField(
        label="Приоритет",
        widget=forms.RadioSelect,
        choices=[("1", "Критический"), ("2", "Высокий"), ("3", "Средний"), ("4", "Низкий")],
    )


def item(value: int, site: str) -> SimpleNamespace:
    return SimpleNamespace(
        value=value,
        title="Коммутатор Catalyst 9300, 48 портов",
        site=site,
        pn="C9300-48P-A",
        sn="FOC2147X0AB",
        until="31.08.2027",
    )


def page(name: str = "gallery") -> str:
    """The gallery in the active language."""
    template = engines["jinja2"].env.from_string((Path(__file__).parent / f"{name}.html").read_text("utf-8"))
    with timezone.override(MOSCOW):
        return template.render(**_sample())


def _sample() -> dict[str, object]:
    wrong = {"bad-subject": "", "bad-text": "Стек", "bad-site": "9", "bad-category": "x"}
    return {
        "form": Sample(initial={"category": "inc", "priority": "2"}),
        "whole": Sample(prefix="whole"),
        "bad": Sample(wrong, prefix="bad", use_required_attribute=False),
        "bars": {
            key: drawn(subject, *rungs, reason="в договоре нет такого S/N" * (key == "none"), key=key)
            for key, (subject, rungs) in RUNS.items()
        },
        "ledgers": {key: explained(subject) for key, (subject, _rungs) in RUNS.items()},
        "cards": CARDS,
        "files": [
            SimpleNamespace(url="#", name="очень_длинное_имя_файла_с_журналом_0311.zip", size=1_992_294, locked=""),
            SimpleNamespace(url="#", name="дамп.bin", size=512, locked="Файл проверяется на вирусы."),
        ],
        "items": [item(1, "Подольск, терминал, серверная 2"), item(2, "Екатеринбург, главный офис")],
        "links": [Link("#", "Очередь", current=True, count=25), Link("#", "Контроль сроков", count=3, hot=True)],
        "messages": [Message(constants.SUCCESS, "Назначено"), Message(constants.ERROR, "Не отправлено")],
        "opened": OPENED,
        "now": NOW,
    }
