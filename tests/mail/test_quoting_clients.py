"""§5.5  What more mail programs write above a quotation and below a letter; words that only look like it."""

import pytest

from reglament.intake.mail.quoting import reply

OWN = "Версия 12.4.\n\nПерезагрузили утром."
QUOTE = "> Здравствуйте!\n> Какая у Вас версия?"
PLAIN = "Здравствуйте!\nКакая у Вас версия?"


@pytest.mark.parametrize(
    "line",
    [
        '09:30, 12 октября 2026 г., "Служба поддержки" <support@vector.example>:',
        "Служба поддержки писал 2026-10-12 09:30:",
        "Служба поддержки писал(а) 12.10.2026 09:30:",
        "В Пн, 12/10/2026 в 09:30 +0300, Служба поддержки пишет:",
        "В письме от понедельник, 12 октября 2026 г. 09:30:00 MSK пользователь Служба написал:",
        "Цитирую Служба поддержки <support@vector.example>:",
        "Сообщение от Служба <support@vector.example>, 12.10.2026 09:30:",
        "Quoting Support <support@vector.example>:",
        "Zitat von Support <support@vector.example>:",
        "W dniu 12.10.2026 o 09:30, Support pisze:",
        "In data lunedì 12 ottobre 2026 09:30:00, Support ha scritto:",
        "2026年10月12日(月) 9:30 Support <support@vector.example>:",
        "2026/10/12 9:30、Support のメッセージ:",
        "Support ---12.10.2026 09:30:15---Добрый день! Какая версия",
        "Служба поддержки ---12/10/2026 09:30 AM---Hello",
    ],
)
def test_history_under_an_attribution_goes(line: str) -> None:
    assert reply(f"{OWN}\n\n{line}\n\n{QUOTE}\n") == OWN
    assert reply(f"{OWN}\n\n{line}\n\n{PLAIN}\n") == OWN


@pytest.mark.parametrize(
    "line",
    [
        "On 12 October 2026 the engineer of the day said:",
        "2026-10-12 9:30 GMT+03:00 Support",
        "Служба поддержки, 12.10.2026 9:30:",
        "Posted by support on 10/12/2026",
    ],
)
def test_a_doubtful_line_needs_a_quotation_below(line: str) -> None:
    assert reply(f"{OWN}\n\n{line}\n{QUOTE}\n") == OWN
    assert reply(f"{OWN}\n\n{line}\n\n{PLAIN}\n") != OWN


@pytest.mark.parametrize(
    "block",
    [
        "-------- Перенаправленное сообщение --------\nТема: \tСтык\nДата: \tMon, 12 Oct 2026\nОт: \tСлужба",
        "----------------\nКому: Иванов (ivanov@north-bridge.example);\nТема: Стык;\n12.10.2026, 09:30, «Служба»:",
        "-------- Oprindelig besked --------",
        "Début du message transféré :",
    ],
)
def test_everything_under_a_separator_goes(block: str) -> None:
    assert reply(f"{OWN}\n\n{block}\n\n{PLAIN}\n") == OWN


@pytest.mark.parametrize(
    "line",
    [
        "Отправлено из мобильной Яндекс Почты", "Отправлено с моего Samsung Galaxy.", "Отправлено из Почты для Windows",
        "Отправлено из Outlook для iOS<https://outlook.example>", "Получите Outlook для Android", "Отправлено из myMail для iOS",
        "Sent with Airmail", "Sent via mobile", "Sent from BlueMail", "(Sent from mobile device)", "<<sent by galaxy>>",
        "Sent from my phone, please excuse any typos.", "From my iPhone", "Gesendet mit der Mail App",
        "Diese Nachricht wurde von meinem Android-Telefon gesendet.", "Outlook für iOS herunterladen",
        "Télécharger Outlook pour iOS", "Envoyé à partir de Outlook pour iOS", "Enviado do meu celular", "Skickat från min iPhone",
    ],
)  # fmt: skip
def test_what_a_phone_adds_goes(line: str) -> None:
    assert reply(f"{OWN}\n\n{line}\n") == OWN
    assert reply(f"{OWN}\n\n{line}\nSent from my iPad\n") == OWN


@pytest.mark.parametrize(
    "words",
    [
        "С ув.,", "С уваж.", "С наилучшими,", "Хорошего дня!", "Thanks & regards,", "Thanks and kind regards", "Best,", "Cheers 🎉",
        "Have a nice day!", "Mit freundlichem Gruß", "Viele Grüße aus Berlin", "Bonne journée,", "Kh", "S pozdravem", "—", "—————",
        "____", "-----", "==========",
    ],
)  # fmt: skip
def test_closing_words_above_a_name_go(words: str) -> None:
    assert reply(f"{OWN}\n\n{words}\nСергей Иванов\nинженер связи\n+7 495 000-00-00") == OWN


@pytest.mark.parametrize(
    "text",
    [
        "Первая часть.\n\n________________________________\n\nА это вторая часть моего ответа на вопрос.",
        "## Итог\n----\n\n1. Порт поднят\n\n----\n\nЧерты выше не подпись, это разметка текста.\n\n====\n\nИ эти тоже не подпись.",
        "Вывод команды:\n\n-----\neth0 down\neth1 up",
        "Блок заменили.\n\nОтправлено через транспортную компанию.",
        "12.10.2026 09:30:11 оператор написал: порт упал\n12.10.2026 09:40:11 система: порт поднят",
        "Выдержка из журнала:\n\n12.10.2026 09:30:\nERROR link down\n13.10.2026 09:30:\nERROR link down",
        "Форматы времени:\n\n2026-10-12 09:30:25\n12.10.2026 09:30\nOct 12, 2026 at 09:30\n\nВсе три с ошибкой.",
        "12.10.2026 10:05, вывод команды:\n> show version\nIOS XE 17.3\nuptime 5 weeks",
        "Список:\n\n-\nПервое.\n*\nВторое.",
        "On Monday we wrote: please check the log.",
        "Лучше так:\n\nBest\neffort не подходит для голоса.",
        "Таблица\n--\n" + "строка журнала\n" * 29 + "строка журнала",
    ],
)
def test_own_words_stay(text: str) -> None:
    assert reply(text) == text
