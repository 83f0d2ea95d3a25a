"""§5.5  The writer's own words: without the history, without the signature, never nothing."""

import pytest

from reglament.intake.mail import match
from reglament.intake.mail.quoting import reply

OWN = "Версия 12.4.\n\nПерезагрузили утром."
QUOTE = "> Здравствуйте!\n> Какая у Вас версия?"
PLAIN = "Здравствуйте!\nКакая у Вас версия?"

ATTRIBUTIONS = [
    "On Mon, Oct 12, 2026 at 9:30 AM Support <support@vector.example> wrote:",
    "On Mon, Oct 12, 2026 at 9:30 AM Vektor Svyazi Support <\nsupport@vector.example> wrote:",
    "On Mon, Oct 12, 2026 at 9:30 AM Vektor Svyazi\nSupport\n<support@vector.example>\nwrote:",
    "On 12.10.2026 09:30, Support wrote:",
    "пн, 12 окт. 2026 г. в 09:30, Служба поддержки <support@vector.example>:",
    "понедельник, 12 октября 2026 г. пользователь Служба поддержки <\nsupport@vector.example> написал:",
    "12 октября 2026 г., 9:30 пользователь Служба <support@vector.example> написал:",
    '12.10.2026, 09:30, "Служба поддержки" <support@vector.example>:',
    "12.10.2026 9:30, Служба поддержки пишет:",
    "12.10.2026 9:30, Служба поддержки писал(а):",
    "Понедельник, 12 октября 2026, 9:30 +03:00 от Служба поддержки <support@vector.example>:",
    "Пн, 12 Окт 2026 9:30:15 +0300 Служба поддержки <support@vector.example> писал:",
    "12 окт. 2026 г., в 09:30, Служба поддержки <support@vector.example> написал(а):",
    "Вы писали 12 октября 2026 г., 9:30:15:",
    "Сергей Петров пишет:",
    "2026-10-12 9:30 GMT+03:00 Support <support@vector.example>:",
    "Am 12.10.2026 um 09:30 schrieb Support <support@vector.example>:",
    "Am Mo., 12. Okt. 2026 um 09:30 Uhr schrieb Support <\nsupport@vector.example>:",
    "Le 12/10/2026 à 09:30, Support a écrit :",
    "Le lun. 12 oct. 2026 à 09:30, Support <support@vector.example> a écrit :",
    "El lun, 12 oct 2026 a las 9:30, Support (<support@vector.example>) escribió:",
    "Il giorno lun 12 ott 2026 alle ore 09:30 Support <support@vector.example> ha scritto:",
    "W dniu 12.10.2026 o 09:30, Support napisał(a):",
    "pon., 12 paź 2026 o 09:30 Support <support@vector.example> napisał(a):",
    "Op ma 12 okt. 2026 om 09:30 schreef Support <support@vector.example>:",
    "Em seg., 12 de out. de 2026 às 09:30, Support <support@vector.example> escreveu:",
    "Den mån 12 okt. 2026 kl 09:30 skrev Support <support@vector.example>:",
    "ma 12. lokak. 2026 klo 9.30 Support (support@vector.example) kirjoitti:",
    "po 12. 10. 2026 v 9:30 odesílatel Support <support@vector.example> napsal:",
    "пн, 12 жовт. 2026 р. о 09:30 Підтримка <support@vector.example> пише:",
]

BLOCKS = [
    "-----Original Message-----",
    "-----Исходное сообщение-----",
    "-------- Исходное сообщение --------",
    "-------- Пересылаемое сообщение --------",
    "---------- Forwarded message ---------",
    "-----Ursprüngliche Nachricht-----",
    f"{'_' * 32}\nОт: Служба <support@vector.example>\nОтправлено: 12 октября 2026 г. 9:30\nКому: Иванов\nТема: Стык",
    f"{'_' * 32}\nFrom: Support\nSent: Monday, October 12, 2026 9:30 AM\nTo: Ivanov\nSubject: Trunk",
    "От: Служба поддержки [mailto:support@vector.example]\nОтправлено: 12 октября\nКому: Иванов\nТема: RE: Стык",
    "От кого: Служба\nКому: Иванов\nДата: 12 октября 2026\nТема: Стык",
    "*From:* Support <support@vector.example>\n*Sent:* Monday\n*To:* Ivanov\n*Subject:* Trunk",
    "Von: Support\nGesendet: Montag, 12. Oktober 2026 09:30\nAn: Weber\nBetreff: Trunk",
    "De : Support\nEnvoyé : lundi 12 octobre 2026 09:30\nÀ : Durand\nObjet : Trunk",
    "De: Support\nEnviado el: lunes, 12 de octubre\nPara: Garcia\nAsunto: Trunk",
    "Da: Support\nInviato: lunedì\nA: Rossi\nOggetto: Trunk",
    "Fra: Support\nSendt: 12. oktober 2026\nTil: Hansen\nEmne: Trunk",
    "Пишите ответ выше этой строки",
    "##- Please type your reply above this line -##",
    "------------------ Original ------------------\nFrom: Support\nSubject: Trunk",
]


@pytest.mark.parametrize("line", ATTRIBUTIONS)
def test_quote_under_an_attribution_goes(line: str) -> None:
    assert reply(f"{OWN}\n\n{line}\n\n{QUOTE}\n") == OWN


@pytest.mark.parametrize("line", [line for line in ATTRIBUTIONS if "Петров" not in line])
def test_unmarked_history_under_an_attribution_goes(line: str) -> None:
    assert reply(f"{OWN}\n\n{line}\n\n{PLAIN}\n") == OWN


@pytest.mark.parametrize("line", ATTRIBUTIONS)
def test_answer_below_the_quote_stays(line: str) -> None:
    assert reply(f"{line}\n{QUOTE}\n\n{OWN}\n") == OWN


@pytest.mark.parametrize("block", BLOCKS)
def test_everything_under_a_separator_goes(block: str) -> None:
    assert reply(f"{OWN}\n\n{block}\n\n{PLAIN}\n") == OWN


@pytest.mark.parametrize(
    "signature",
    [
        "-- \nСергей Иванов", "--\nСергей Иванов\n+7 495 000-00-00", "С уважением,\nСергей Иванов\nинженер",
        "С уважением, Сергей Иванов", "Best regards,\nSergey",
        "Kind regards\nSergey Ivanov", "Mit freundlichen Grüßen\nHans",
        "Cordialement,\nDurand", "Sent from my iPhone", "Отправлено с iPhone", "Отправлено из мобильной Почты Mail.ru",
        "Отправлено из Яндекс Почты для Android", "Get Outlook for Android", "Скачать Outlook для iOS",
        "_______________________________________________\nlist mailing list", "--\nОтправлено с мобильного\n",
    ],
)  # fmt: skip
def test_signature_goes(signature: str) -> None:
    assert reply(f"{OWN}\n\n{signature}\n") == OWN


@pytest.mark.parametrize(
    "text",
    [
        "Просто текст.",
        "On the other hand, it works.\nOn Monday too.",
        "Sent from my desk, is much easier than from my phone, as I always say.",
        "Коллега пишет:\nошибка 500 при входе.",
        "Вывод:\n> show version\nIOS XE\n> show clock\n10:00\n\nЧто не так?",
        "Было так:\n- раз\n- два",
        "С уважением отношусь к Вашей работе, но сроки прошли.",
        "Тема: связь\nтекст",
        "От: Иванова С. М.\nДата: 12.10.2026\n\nНе работает АТС.",
        "1 > 0 и 2 > 1",
        "Спасибо",
    ],
)
def test_own_words_stay(text: str) -> None:
    assert reply(text) == text


def test_answers_between_the_lines_keep_their_questions() -> None:
    text = "On 12.10.2026, Support wrote:\n> Which version?\n\n12.4\n\n> Any errors?\n\nNone.\n\n> Regards\n> Support"
    assert reply(text) == text.partition("\n\n> Regards")[0]


@pytest.mark.parametrize(
    "text",
    [
        "On 12.10.2026, Support wrote:\n> Which version?",
        "-----Original Message-----\nFrom: a@b.example\n\nText",
        "--\nСергей",
        "С уважением,\nСергей",
        "> одна цитата\n> и больше ничего",
    ],
)
def test_never_nothing(text: str) -> None:
    assert reply(text) == text


def test_html_marks_cut_the_plain_text_too() -> None:
    html = f"<div>Hello</div><div class='gmail_quote'>Unbekannt sprak:<blockquote>{PLAIN}</blockquote></div>"
    assert reply(f"Hello\n\nUnbekannt sprak:\n\n{PLAIN}", html) == "Hello"


def test_html_without_marks_changes_nothing() -> None:
    assert reply("Hello\n\nall own", "<p>Hello</p><p>all own</p>") == "Hello\n\nall own"


def test_wrapped_quote_is_no_answer_between_lines() -> None:
    long = "> " + "слово " * 14
    assert reply(f"{OWN}\n\n12.10.2026 9:30, Служба пишет:\n{long}\nхвост\n> ещё\n") == OWN


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#внутр\nСекрет", ("internal", "Секрет")),
        ("\n#Internal\n\nSecret", ("internal", "Secret")),
        ("#ответ\nДа", ("public", "Да")),
        ("Да #внутр", ("", "Да #внутр")),
    ],
)
def test_first_line_may_say_who_reads(text: str, expected: tuple[str, str]) -> None:
    assert match.audience(text) == expected
