"""§5.5  The answer alone, out of whole letters as the usual mail programs write them in Russian and in English."""

import pytest

from reglament.intake.mail.quoting import reply

RUSSIAN = "Версия 17.12.4, перезагружали утром.\n\nЛоги приложил."
ENGLISH = "Version 17.12.4, reloaded in the morning.\n\nLogs attached."
WRITER = "support+sd-2026-000123.17.1.aaaaaaaaaaaaaaaaaaaaaaaaaa@vector.example"
LETTERS = {
    "Gmail, Russian": (
        f"\n\nпн, 16 нояб. 2026 г. в 11:20, Служба поддержки <{WRITER}>:\n\n> Здравствуйте!\n>\n"
        "> Какая у Вас версия ПО?\n>\n> --\n> Вектор\n"
    ),
    "Gmail, Russian, wrapped, with a signature": (
        f"\n\nпн, 16 нояб. 2026 г. в 11:20, Служба поддержки <\n{WRITER}>:\n\n> Здравствуйте!\n"
        "> Какая у Вас версия ПО?\n\n\n-- \nС уважением,\nСергей Иванов\n"
    ),
    "Gmail, English": (
        f"\n\nOn Mon, Nov 16, 2026 at 11:20 AM Support <\n{WRITER}> wrote:\n\n> Hello!\n>\n> Which version?\n>\n"
    ),
    "Outlook in Russian with English headers": (
        "\n\nС уважением,\nСергей Иванов\nИнженер связи\nт. +7 495 000-00-00\n\n"
        "From: Служба поддержки <support@vector.example>\nSent: Monday, November 16, 2026 11:20 AM\n"
        "To: Иванов Сергей <ivanov@north.example>\nSubject: [SD-2026-000123] Вопрос по обращению\n\n"
        "Здравствуйте!\nКакая версия?\n"
    ),
    "Outlook, Russian": (
        "\n\n________________________________\nОт: Служба поддержки <support@vector.example>\n"
        "Отправлено: 16 ноября 2026 г. 11:20\nКому: Иванов Сергей <ivanov@north.example>\n"
        "Тема: [SD-2026-000123] Вопрос\n\nЗдравствуйте!\n"
    ),
    "Outlook, Russian, old": (
        "\n\n-----Исходное сообщение-----\nОт: Служба поддержки [mailto:support@vector.example]\n"
        "Отправлено: 16 ноября 2026 г. 11:20\nКому: Иванов\nТема: Вопрос\n\nЗдравствуйте!\n"
    ),
    "Outlook for Mac, Russian": (
        "\n\nОт: Служба поддержки <support@vector.example>\n"
        "Дата: понедельник, 16 ноября 2026 г., 11:20\nКому: Иванов Сергей <ivanov@north.example>\n"
        "Копия: Петров <p@north.example>\nТема: Re: [SD-2026-000123] Вопрос\nЗдравствуйте!\n"
    ),
    "Outlook, English": (
        "\n\nBest regards,\nSergey Ivanov\n\n-----Original Message-----\n"
        "From: Support <support@vector.example>\nSent: Monday, November 16, 2026 11:20 AM\n"
        "To: Sergey Ivanov\nSubject: [SD-2026-000123] Question\n\nHello!\n"
    ),
    "Outlook for iOS, English": (
        "\n\nGet Outlook for iOS<https://aka.ms/o0ukef>\n________________________________\n"
        "From: Support <support@vector.example>\nSent: Monday, November 16, 2026 11:20:15 AM\n"
        "To: Sergey Ivanov <ivanov@north.example>\nSubject: [SD-2026-000123] Question\n\nHello!\n"
    ),
    "Yandex, Russian": (
        "\n\n-- \nС уважением, Сергей Иванов\n\n\n\n"
        '16.11.2026, 11:20, "Служба поддержки" <support@vector.example>:\n\nЗдравствуйте!\n'
        "Какая версия?\n"
    ),
    "Yandex on a phone, Russian": (
        "\n \n----------------\nКому: ivanov@north.example (ivanov@north.example);\n"
        "Тема: [SD-2026-000123] Вопрос;\n"
        '16.11.2026, 11:20, "Служба поддержки" <support@vector.example>:\n\nЗдравствуйте!\n'
    ),
    "Yandex, English": ('\n\n16.11.2026, 11:20, "Support" <support@vector.example>:\n\n> Hello!\n> Which version?\n'),
    "Mail.ru, Russian, quoted": (
        "\n\n\n--\nСергей Иванов\n\n"
        ">Понедельник, 16 ноября 2026, 11:20 +03:00 от Служба поддержки <support@vector.example>:\n> \n"
        ">Здравствуйте!\n>Какая версия?\n"
    ),
    "Mail.ru, Russian, plain": (
        "\n\n \n \n-- \nСергей Иванов\nОтправлено из Почты Mail\n \n \n"
        "Понедельник, 16 ноября 2026, 11:20 +03:00 от Служба поддержки support@vector.example:\n \n"
        "Здравствуйте!\nКакая версия?\n"
    ),
    "Mail.ru, English": (
        "\n\n>Monday, November 16, 2026 11:20 AM +03:00 from Support <support@vector.example>:\n> \n>Hello!\n"
    ),
    "Apple Mail on a phone, Russian": (
        "\n\nОтправлено с iPhone\n\n"
        "> 16 нояб. 2026 г., в 11:20, Служба поддержки <support@vector.example> написал(а):\n> \n"
        "> Здравствуйте!\n> Какая версия?\n"
    ),
    "Apple Mail, Russian": (
        "\n\n> 16 нояб. 2026 г., в 11:20, Служба поддержки <support@vector.example> написал(а):\n> \n"
        "> \ufeffЗдравствуйте!\n"
    ),
    "Apple Mail on a phone, English": (
        "\n\nSent from my iPhone\n\n"
        "> On 16 Nov 2026, at 11:20, Support <support@vector.example> wrote:\n> \n> \ufeffHello!\n"
    ),
    "Apple Mail, English": (
        "\n\n> On Nov 16, 2026, at 11:20 AM, Support <support@vector.example> wrote:\n> \n> Hello!\n"
    ),
    "Thunderbird, Russian": (
        "\n\n16.11.2026 11:20, Служба поддержки пишет:\n> Здравствуйте!\n>\n> Какая версия?\n\n-- \nСергей Иванов\n"
    ),
    "Thunderbird, Russian, by a list": ("\n\n16.11.2026 11:20, Служба поддержки via Вектор пишет:\n> Здравствуйте!\n"),
    "Thunderbird, English": (
        "\n\nOn 11/16/26 11:20, Support wrote:\n> Hello!\n>\n> Which version?\n\n-- \nSergey Ivanov\n"
    ),
    "Thunderbird, Russian, forwarded": (
        "\n\n\n-------- Перенаправленное сообщение --------\nТема: \t[SD-2026-000123] Вопрос\n"
        "Дата: \tMon, 16 Nov 2026 11:20:15 +0300\nОт: \tСлужба поддержки <support@vector.example>\n"
        "Кому: \tivanov@north.example\n\n\n\nЗдравствуйте!\n"
    ),
}


@pytest.mark.parametrize("client", LETTERS)
def test_the_answer_stands_without_history_and_signature(client: str) -> None:
    own = RUSSIAN if "Russian" in client else ENGLISH
    assert reply(own + LETTERS[client]) == own


@pytest.mark.parametrize("client", LETTERS)
def test_a_letter_of_history_alone_stays_whole(client: str) -> None:
    assert reply(LETTERS[client]).strip() != ""
