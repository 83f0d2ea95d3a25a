"""R-09, R-10, R-25, R-31: the key fields at the beginning of a letter."""

from dataclasses import replace

import pytest

from reglament.intake.mail.fields import Fields, Trouble
from reglament.intake.mail.grammar import claimed_priority, read_fields
from reglament.intake.mail.profile import fold, profile

PROFILE = profile()
SECOND = profile("org_contract_priority_descr")


def read(text: str) -> Fields:
    return read_fields(text, PROFILE)


def priority_of(value: str) -> int | None:
    return read(f"Логин: ivanov.sm\nПриоритет: {value}\n\nТекст").priority


@pytest.mark.parametrize(
    "line",
    [
        "Логин: ivanov.sm",
        "логин:ivanov.sm",
        "ЛОГИН = ivanov.sm",
        "Логин – ivanov.sm",
        "Логин - ivanov.sm",
        "Логин\tivanov.sm",
        "Логин： ivanov.sm",
        "• Логин: ivanov.sm",
        "- Логин: ivanov.sm",
        "1. Логин: ivanov.sm",
        "2) Логин: ivanov.sm",
        "*Логин:* ivanov.sm",
        "«Логин»: «ivanov.sm»",
        "Имя_пользователя: ivanov.sm",
        "Учётная запись: ivanov.sm",
        "учетная  запись: <ivanov.sm>",
        "Пользователь: IVANOV.SM",
        "User ID: ivanov.sm",
        "user-name: ivanov.sm",
        "account: ivanov.sm",
        "Login\nivanov.sm",
        "Login:\nivanov.sm",
        "Логин:\n\nivanov.sm",
        "Логин: ivanov.sm <http://ivanov.sm>",
        "Логин: ivanov.sm;",
        "| Логин | ivanov.sm |",
        "Лог\u200bин:\u00a0ivanov.sm",
    ],
)
def test_login_is_found(line: str) -> None:
    assert read(f"{line}\nПриоритет: 2\n\nТекст").login == "ivanov.sm"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Логин:", Trouble.LOGIN_MALFORMED),
        ("Логин: ivanov sm", Trouble.LOGIN_MALFORMED),
        ("Логин: ab", Trouble.LOGIN_MALFORMED),
        ("Логин: ivanov/sm", Trouble.LOGIN_MALFORMED),
        (f"Логин: {'a' * 65}", Trouble.LOGIN_MALFORMED),
        ("Логин: ivanov.sm\nЛогин: petrov.ak", Trouble.LOGIN_CONFLICT),
        ("Логин: ivanov.sm; User: petrov.ak", Trouble.LOGIN_CONFLICT),
        ("Логин ivanov.sm", Trouble.LOGIN_MISSING),
        ("Не работает телефон.", Trouble.LOGIN_MISSING),
    ],
)
def test_login_is_wrong(line: str, code: Trouble) -> None:
    fields = read(f"{line}\nПриоритет: 2\n\nТекст")
    assert fields.login is None
    assert fields.problems[0].code == code


def test_identical_repeats_agree() -> None:
    assert read("Логин: ivanov.sm\nLogin: Ivanov.SM\nПриоритет: 2\nPriority: P2\n").as_dict()["priority"] == 2


def test_cyrillic_letters_are_hinted_at_and_never_corrected() -> None:
    fields = read("Логин: ivаnov.sm\nПриоритет: 2")
    assert fields.login is None
    assert [(one.code, one.line) for one in fields.problems[:2]] == [
        (Trouble.LOGIN_MALFORMED, 1),
        (Trouble.LAYOUT_HINT, 1),
    ]


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("1", 1), ("4", 4), ("P1", 1), ("p 2", 2), ("Р3", 3), ("П4", 4), ("S2", 2), ("№ 3", 3), ("№1", 1),
        ("приоритет 2", 2), ("Priority 2", 2), ("1 (Критический)", 1), ("1 (Критическая)", 1), ("2(высокий)", 2),
        ("P3 (средняя)", 3), ("3 (normal)", 3), ("критический", 1), ("Критическое", 1), ("ВЫСОКАЯ", 2), ("средний", 3),
        ("Средняя", 3), ("низкая", 4), ("critical", 1), ("High", 2), ("medium", 3), ("normal", 3), ("low", 4),
        ("２", 2), ("*2*", 2), ("«2»", 2),
    ],
)  # fmt: skip
def test_priority_is_understood(value: str, number: int) -> None:
    assert priority_of(value) == number


@pytest.mark.parametrize(
    "value",
    [
        "0",
        "5",
        "P5",
        "1-2",
        "срочно",
        "2 (низкий)",
        "1 2",
        "1, 2",
        "12",
        "высокий, низкий",
        "2 (очень)",
        "P",
        "(2)",
        "-1",
        "2 !",
    ],
)
def test_priority_is_malformed(value: str) -> None:
    fields = read(f"Логин: ivanov.sm\nПриоритет: {value}\n\nТекст")
    assert fields.priority is None
    assert fields.login == "ivanov.sm"
    assert [one.line for one in fields.problems if one.code is Trouble.PRIORITY_MALFORMED] == [2]


def test_two_different_priorities_are_malformed() -> None:
    assert read("Логин: ivanov.sm\nПриоритет: 1\nPriority: 2").has(Trouble.PRIORITY_MALFORMED)


@pytest.mark.parametrize("free", range(5))
def test_at_most_three_lines_of_greeting(free: int) -> None:
    greeting = "".join(f"Строка {number}\n\n" for number in range(free))
    assert (read(f"{greeting}Логин: ivanov.sm\nПриоритет: 2").login == "ivanov.sm") is (free <= 3)


def test_strict_profile_tolerates_no_greeting() -> None:
    strict = replace(PROFILE, greeting_lines=0)
    assert read_fields("Здравствуйте!\nЛогин: ivanov.sm", strict).login is None
    assert read_fields("Логин: ivanov.sm", strict).login == "ivanov.sm"


def test_fields_below_the_window_are_not_read() -> None:
    many = "\n".join(f"Поле {chr(1040 + number)}: значение" for number in range(15))
    fields = read(f"Логин: ivanov.sm\n{many}\nПриоритет: 1")
    assert (fields.login, fields.priority) == ("ivanov.sm", None)


def test_block_ends_at_a_sentence() -> None:
    fields = read("Логин: ivanov.sm\nУпал стык.\nПриоритет: 1")
    assert fields.priority is None
    assert fields.description == "Упал стык.\nПриоритет: 1"


def test_unknown_keys_stay_in_the_description() -> None:
    fields = read("Логин: ivanov.sm\nИнженер на месте: Петров\nПриоритет: 2\n\nУпал стык.")
    assert (fields.priority, fields.description) == (2, "Инженер на месте: Петров\n\nУпал стык.")


def test_substance_before_the_fields_is_kept_and_a_greeting_is_not() -> None:
    fields = read("Добрый день!\nУ нас авария, АТС молчит.\nЛогин: ivanov.sm\nПриоритет: 1")
    assert fields.description == "У нас авария, АТС молчит."


def test_description_runs_over_lines_and_is_not_searched_for_given_fields() -> None:
    fields = read("Логин: ivanov.sm\nОписание: в журнале видно\nuser: root\nстрока; ещё\n\nPriority: 2")
    assert fields.login == "ivanov.sm"
    assert fields.priority == 2
    assert fields.description == "в журнале видно\nuser: root\nстрока; ещё"


def test_several_fields_in_one_line() -> None:
    fields = read("Логин: ivanov.sm; Приоритет: 2 | S/N: FOC2147X0AB; P/N: C9300-48P-A\n\nШум; дым")
    assert (fields.login, fields.priority, fields.sn, fields.pn) == ("ivanov.sm", 2, "FOC2147X0AB", "C9300-48P-A")
    assert fields.description == "Шум; дым"


def test_semicolon_inside_a_value_parts_nothing() -> None:
    assert read("Логин: ivanov.sm\nАдрес: Казань; Заречная, 5").site == "Казань; Заречная, 5"


@pytest.mark.parametrize(
    "table",
    [
        "Логин\tivanov.sm\nПриоритет\t2\nS/N\tFOC1",
        "Логин\tПриоритет\tS/N\nivanov.sm\t2\tFOC1",
        "Логин\tivanov.sm\tПриоритет\t2\nS/N\tFOC1",
        "Логин:\tivanov.sm\nПриоритет:\t2\nS/N:\tFOC1",
        "| Логин | ivanov.sm |\n| Приоритет | 2 |\n| S/N | FOC1 |",
    ],
)
def test_tables(table: str) -> None:
    fields = read(f"{table}\n\nТекст")
    assert (fields.login, fields.priority, fields.sn) == ("ivanov.sm", 2, "FOC1")


def test_all_fields() -> None:
    fields = read(
        "Логин: ivanov.sm\nПриоритет: 2\nНомер договора: 12-34/2026\nКод продукта: C9300\nСерийный номер: FOC1\n"
        "Категория запроса: Инцидент\nВерсия ПО: 17.9\nПлощадка: Казань\nКонтактный телефон: +7 843 000-11-22\n"
        "Организация: ООО «Мост»\nОписание неисправности: не грузится"
    )
    assert fields.as_dict() == {
        "login": "ivanov.sm",
        "priority": 2,
        "contract": "12-34/2026",
        "pn": "C9300",
        "sn": "FOC1",
        "category": "Инцидент",
        "version": "17.9",
        "site": "Казань",
        "phone": "+7 843 000-11-22",
        "org": "ООО «Мост»",
        "description": "не грузится",
    }
    assert not fields.problems


def test_empty_value_is_no_value() -> None:
    assert read("Логин: ivanov.sm\nS/N: —\nДоговор:\nПриоритет: 2").as_dict()["sn"] is None


def test_other_value_of_a_filled_field_is_not_lost() -> None:
    fields = read("Логин: ivanov.sm\nS/N: FOC1\nS/N: FOC2\n\nОба шумят.")
    assert fields.sn == "FOC1"
    assert "FOC2" in (fields.description or "")
    assert fields.has(Trouble.REPEATED)


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("Раз.\nДва.\nТри.\nЧетыре.\nЛогин: ivanov.sm", Trouble.FIELDS_TOO_LOW, 5),
        ("Смотрите ниже.\n\n-----Original Message-----\nЛогин: ivanov.sm", Trouble.FIELDS_IN_FORWARD, 0),
        ("Логин ivanov.sm\nПриоритет 2", Trouble.SEPARATOR_MISSING, 1),
    ],
)
def test_hint_says_where_the_login_stands(text: str, code: Trouble, line: int) -> None:
    fields = read(text)
    assert fields.login is None
    assert [one.line for one in fields.problems if one.code is code] == [line]


@pytest.mark.parametrize(
    "above", ["> Логин: ivanov.sm\n", "-- \nЛогин: ivanov.sm\n", "ivanov@x.example пишет:\nЛогин: ivanov.sm"]
)
def test_quotes_and_signatures_are_not_searched(above: str) -> None:
    assert read(f"Не работает АТС.\n\n{above}").login is None


def test_forwarded_letter_is_the_description_if_there_is_no_other() -> None:
    forwarded = "---------- Forwarded message ---------\nFrom: a@b.example\nSubject: x\n\nPBX is down"
    text = f"Логин: ivanov.sm\nПриоритет: 2\n\n{forwarded}"
    assert "PBX is down" in (read(text).description or "")


def test_quoted_command_lines_stay_in_the_description() -> None:
    fields = read("Логин: ivanov.sm\nПриоритет: 3\n\nВывод:\n> show version\nIOS XE 17.9\n")
    assert fields.description == "Вывод:\n> show version\nIOS XE 17.9"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Приоритет: 1\n\nАвария", 1),
        ("Много\nстрок\nбез\nлогина\nприоритет: высокий", 2),
        ("Авария, приоритет 1!", 1),
        ("Приоритет: 3", None),
        ("Добрый день", None),
    ],
)
def test_rejected_letter_may_speak_of_a_high_priority(text: str, number: int | None) -> None:
    assert claimed_priority(text, PROFILE) == number


def test_second_profile_wants_organisation_and_contract() -> None:
    text = "Организация: ООО «Мост»\nНомер договора: 12-34/2026\nПриоритет: 2\nПричина обращения: не грузится"
    fields = read_fields(text, SECOND)
    assert (fields.org, fields.contract, fields.priority, fields.description) == (
        "ООО «Мост»", "12-34/2026", 2, "не грузится",
    )  # fmt: skip
    assert read_fields("Приоритет: 2", SECOND).has(Trouble.CONTRACT_MISSING)
    assert read_fields("Приоритет: 2", SECOND).has(Trouble.ORG_MISSING)


@pytest.mark.parametrize(
    "key", ["Учётная запись", "УЧЕТНАЯ_ЗАПИСЬ", "«учетная-запись»", "*учетная. запись*", "<учетная запись>"]
)
def test_keys_are_compared_without_their_dress(key: str) -> None:
    assert fold(key) == "учетнаязапись"
