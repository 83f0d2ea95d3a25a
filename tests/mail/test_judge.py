"""What becomes of a letter: the outcome table, step by step, against a small house."""

from dataclasses import replace

import pytest

from reglament.intake.mail import judge as judging
from reglament.intake.mail.directory import EmptyDirectory
from reglament.intake.mail.judgement import Judgement, Note, Reason, Verdict
from reglament.intake.mail.letter import ParsedLetter
from reglament.intake.mail.parse import parse
from reglament.intake.mail.profile import SenderMatch, profile
from tests.mail.house import CLOSED, ENGINEER, NO_CONTRACT, OPEN, SUPPORT, House
from tests.mail.writing import FROM, GOOD, letter, raw

PASS = "mx.vector.example; dmarc=pass header.from=north-bridge.example"
STAFF_PASS = "mx.vector.example; dmarc=pass header.from=vector.example"


def judge(one: ParsedLetter, house: House | None = None, **more: str) -> Judgement:
    return judging.judge(one, house or House(), **more)  # type: ignore[arg-type]


def outcome(judgement: Judgement) -> tuple[str, str]:
    return judgement.verdict.value, judgement.reason.value


def login(name: str, rest: str = "\nПриоритет: 2") -> str:
    return f"Логин: {name}{rest}\n\nУпал стык."


def test_login_and_priority_make_a_case() -> None:
    found = judge(letter())
    assert outcome(found) == ("case", "login_ok")
    assert (found.contract, found.priority, found.subject) == ("12-34/2026", 2, "Стык")
    assert found.person is not None
    assert found.may_answer
    assert found.answer_to == FROM


@pytest.mark.parametrize("line", ["", "\nПриоритет: срочно", "\nПриоритет: 1 (низкий)"])
def test_priority_absent_or_malformed_is_the_default(line: str) -> None:
    found = judge(letter(login("ivanov.sm", line)))
    assert outcome(found) == ("case", "priority_default")
    assert (found.priority, found.fields.priority) == (4, None)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Не работает АТС.", "login_missing"),
        ("Логин: ivanov sm\nПриоритет: 1", "login_malformed"),
        ("Логин: ivanov.sm\nЛогин: petrov.ak", "login_conflict"),
        ("Логин: nobody.here\nПриоритет: 1", "login_unknown"),
        ("Логин: gone.by\nПриоритет: 1", "login_unknown"),
    ],
)
def test_wrong_login_is_rejected(text: str, reason: str) -> None:
    found = judge(letter(text))
    assert outcome(found) == ("reject", reason)
    assert found.may_answer
    assert found.claims_priority == (1 if "Приоритет: 1" in text else None)


def test_blocked_login_differs_for_staff_only() -> None:
    blocked, unknown = judge(letter(login("gone.by"))), judge(letter(login("nobody.here")))
    assert outcome(blocked) == outcome(unknown)
    assert blocked.notes == (Note.LOGIN_BLOCKED,)
    assert blocked.person is None


def test_login_without_a_contract_in_force() -> None:
    found = judge(letter(login("petrov.ak"), From="petrov.ak@amber.example"))
    assert outcome(found) == ("case", "contract_inactive")
    assert found.contract is None
    assert outcome(judge(letter(login("petrov.ak", ""), From="petrov.ak@amber.example")))[1] == "contract_inactive"


def test_several_contracts_and_none_named() -> None:
    found = judge(letter(login("double.ab"), From="double.ab@two.example"))
    assert outcome(found) == ("case", "contract_ambiguous")
    assert found.contract is None


@pytest.mark.parametrize("number", ["12-35/2026", "№ 12-35/2026", "12 35 /2026"])
def test_contract_named_is_taken_whatever_its_spelling(number: str) -> None:
    text = login("double.ab", f"\nПриоритет: 2\nДоговор: {number}")
    assert judge(letter(text, From="double.ab@two.example")).contract == "12-35/2026"


def test_contract_named_is_not_the_logins() -> None:
    found = judge(letter(login("ivanov.sm", "\nПриоритет: 2\nДоговор: 10-01/2024")))
    assert outcome(found) == ("case", "contract_unmatched")
    assert found.contract is None


@pytest.mark.parametrize(
    "sender", ["ivanov.sm@mail.example", "evil@attacker.example", f"{FROM}, evil@attacker.example"]
)
def test_other_sender_is_flagged(sender: str) -> None:
    found = judge(letter(From=sender))
    assert outcome(found) == ("case", "sender_unconfirmed")
    assert found.person is not None


def test_staff_pass_a_letter_on() -> None:
    found = judge(letter(From=ENGINEER))
    assert outcome(found) == ("case", "login_ok")
    assert Note.ON_BEHALF in found.notes


@pytest.mark.parametrize(
    ("rule", "sender", "verdict"),
    [
        (SenderMatch.DOMAIN, "other@north-bridge.example", "case"),
        (SenderMatch.DOMAIN, "other@attacker.example", "quarantine"),
        (SenderMatch.DOMAIN, "other@evilnorth-bridge.example", "quarantine"),
        (SenderMatch.EXACT, "other@north-bridge.example", "quarantine"),
        (SenderMatch.EXACT, FROM, "case"),
    ],
)
def test_stricter_profiles_hold_other_senders(rule: SenderMatch, sender: str, verdict: str) -> None:
    house = House()
    mailbox = replace(house.mailbox(SUPPORT), profile=replace(profile(), sender_match=rule))  # type: ignore[type-var]
    house.mailbox = lambda _: mailbox  # type: ignore[method-assign,assignment]
    assert judge(letter(From=sender), house).verdict == verdict


def test_with_a_border_server_a_known_address_must_pass() -> None:
    assert outcome(judge(letter(), authserv_id="mx.vector.example")) == ("case", "sender_unconfirmed")
    passed = judge(letter(Authentication_Results=PASS), authserv_id="mx.vector.example")
    assert outcome(passed) == ("case", "login_ok")
    assert passed.verified


@pytest.mark.parametrize(
    "results",
    [
        "other.example; dmarc=pass header.from=north-bridge.example",
        "mx.vector.example; dmarc=pass header.from=attacker.example",
        "mx.vector.example; spf=pass smtp.mailfrom=north-bridge.example",
        "mx.vector.example; none",
        "mx.vector.example (dmarc=pass); dkim=pass header.d=north-bridge.example",
    ],
)
def test_results_that_prove_nothing(results: str) -> None:
    found = judge(letter(Authentication_Results=results), authserv_id="mx.vector.example")
    assert found.reason is Reason.SENDER_UNCONFIRMED
    assert not found.verified


def test_only_the_topmost_result_of_ours_counts() -> None:
    forged = b"Authentication-Results: mx.vector.example; dmarc=pass\n"
    real = b"Authentication-Results: mx.vector.example; dmarc=fail\n"
    found = judge(parse(real + forged + raw()), authserv_id="mx.vector.example")
    assert Note.DMARC_FAILED in found.notes
    assert not found.may_answer


@pytest.mark.parametrize(
    ("category", "contract", "code", "note"),
    [
        ("Инцидент", "12-34/2026", "incident", None),
        ("Плановые мероприятия", "12-34/2026", "commercial", Note.CATEGORY_RECLASSIFIED),
        ("плановые мероприятия", "12-35/2026", "planned", None),
        ("Что-то ещё", "12-34/2026", None, Note.CATEGORY_UNKNOWN),
    ],
)
def test_category_must_be_allowed_by_the_contract(
    category: str, contract: str, code: str | None, note: Note | None
) -> None:
    text = login("double.ab", f"\nПриоритет: 2\nДоговор: {contract}\nКатегория: {category}")
    found = judge(letter(text, From="double.ab@two.example"))
    assert found.category == code
    assert found.notes == ((note,) if note else ())


def test_letter_without_a_subject_takes_it_from_the_description() -> None:
    found = judge(letter(Subject="Re: "))
    assert found.subject == "Упал стык с оператором."
    assert Note.SUBJECT_EMPTY in found.notes


def test_fields_alone_are_registered_and_asked_about() -> None:
    assert Note.DESCRIPTION_EMPTY in judge(letter("Логин: ivanov.sm\nПриоритет: 2")).notes


@pytest.mark.parametrize(
    ("headers", "how"),
    [
        ({"To": f"support+SD-2026-000123/{FROM.replace('@', '=')}@vector.example"}, Note.MATCHED_BY_TOKEN),
        ({"In_Reply_To": f"<SD-2026-000123/{FROM.replace('@', '=')}@vector.example>"}, Note.MATCHED_BY_MESSAGE_ID),
        (
            {"References": f"<x@y.example> <SD-2026-000123/{FROM.replace('@', '=')}@v.example>"},
            Note.MATCHED_BY_MESSAGE_ID,
        ),
        ({"Subject": "Re: [SD-2026-000123] Стык"}, Note.MATCHED_BY_SUBJECT),
        ({"Subject": "Ответ: HA: обращение № SD-2026-000123"}, Note.MATCHED_BY_SUBJECT),
        ({"Subject": "fwd: sd–2026–000123"}, Note.MATCHED_BY_SUBJECT),
    ],
)
def test_reply_finds_its_case(headers: dict[str, str], how: Note) -> None:
    found = judge(letter("Версия 12.4.\n\n12.10.2026 9:30, Служба поддержки пишет:\n> Какая версия?", **headers))
    assert outcome(found) == ("reply", "answer")
    assert (found.case, found.reply) == (OPEN.number, "Версия 12.4.")
    assert how in found.notes


def test_reply_to_a_closed_case_opens_a_linked_one() -> None:
    found = judge(letter("Опять упал.", Subject="Re: [SD-2026-000007] Стык"))
    assert outcome(found) == ("case", "linked")
    assert found.case == CLOSED.number


def test_priority_in_a_reply_is_a_request() -> None:
    found = judge(letter("Приоритет: 1\n\nСтало хуже.", Subject="Re: [SD-2026-000123]"))
    assert found.verdict is Verdict.REPLY
    assert Note.PRIORITY_ASKED in found.notes


@pytest.mark.parametrize("sender", ["stranger@attacker.example", f"{FROM}, stranger@attacker.example"])
@pytest.mark.parametrize(
    "headers",
    [
        {"Subject": "Re: [SD-2026-000123] Стык"},
        {"To": "support+SD-2026-000123/ivanov.sm=north-bridge.example@vector.example"},
        {"In_Reply_To": "<SD-2026-000123/ivanov.sm=north-bridge.example@vector.example>"},
    ],
)
def test_stranger_is_held_back(sender: str, headers: dict[str, str]) -> None:
    found = judge(letter("Добавьте меня.", From=sender, **headers))
    assert outcome(found) == ("quarantine", "stranger")
    assert found.case == OPEN.number


def test_reply_to_names_nobody() -> None:
    found = judge(letter("Текст", From="evil@attacker.example", Reply_To=FROM, Subject="Re: [SD-2026-000123]"))
    assert outcome(found) == ("quarantine", "stranger")


@pytest.mark.parametrize(
    "headers",
    [{"To": "support+SD-2026-000123/forged@vector.example"}, {"In_Reply_To": "<SD-2026-000123/forged@vector.example>"}],
)
def test_wrong_signature_is_held_back(headers: dict[str, str]) -> None:
    assert outcome(judge(letter(**headers))) == ("quarantine", "bad_token")


def test_tag_of_a_foreign_address_means_nothing() -> None:
    assert judge(letter(To="someone+SD-2026-000123/forged@else.example")).verdict is Verdict.CASE


def test_with_a_border_server_the_number_alone_is_not_enough() -> None:
    known = {"Subject": "Re: [SD-2026-000123] Стык"}
    assert outcome(judge(letter(**known), authserv_id="mx.vector.example")) == ("quarantine", "unverified")
    passed = letter(Authentication_Results=PASS, **known)
    assert judge(passed, authserv_id="mx.vector.example").verdict is Verdict.REPLY
    token = f"support+SD-2026-000123/{FROM.replace('@', '=')}@vector.example"
    assert judge(letter(To=token), authserv_id="mx.vector.example").verdict is Verdict.REPLY
    foreign = "support+SD-2026-000123/double.ab=two.example@vector.example"
    assert outcome(judge(letter(To=foreign), authserv_id="mx.vector.example")) == ("quarantine", "unverified")


def issued_to_engineer(tag: str = "") -> str:
    return f"support+SD-2026-000123/{tag}{ENGINEER.replace('@', '=')}@vector.example"


@pytest.mark.parametrize(
    ("text", "tag", "audience", "reply"),
    [
        ("Готово.", "", "public", "Готово."),
        ("Готово.", "internal-", "internal", "Готово."),
        ("#внутр\nНе говорите клиенту.", "", "internal", "Не говорите клиенту."),
        ("#reply\nDone.", "internal-", "public", "Done."),
    ],
)
def test_staff_say_who_may_read(text: str, tag: str, audience: str, reply: str) -> None:
    found = judge(letter(text, From=ENGINEER, To=issued_to_engineer(tag)))
    assert outcome(found) == ("reply", "answer")
    assert (found.audience, found.reply) == (audience, reply)


@pytest.mark.parametrize(
    ("headers", "authserv_id"),
    [
        ({"Subject": "Re: [SD-2026-000123] Стык"}, ""),
        ({"Subject": "Re: [SD-2026-000123] Стык", "Authentication_Results": STAFF_PASS}, "mx.vector.example"),
        ({"To": f"support+SD-2026-000123/{FROM.replace('@', '=')}@vector.example"}, ""),
        ({"To": issued_to_engineer()}, "mx.vector.example"),
        (
            {"To": issued_to_engineer(), "Authentication_Results": STAFF_PASS.replace("pass", "fail")},
            "mx.vector.example",
        ),
        ({"To": issued_to_engineer(), "Authentication_Results": PASS}, "mx.vector.example"),
    ],
)
@pytest.mark.parametrize("first_line", ["", "#ответ\n", "#внутр\n"])
def test_a_doubtful_letter_of_staff_is_held(headers: dict[str, str], authserv_id: str, first_line: str) -> None:
    found = judge(letter(f"{first_line}Готово.", From=ENGINEER, **headers), authserv_id=authserv_id)
    assert outcome(found) == ("quarantine", "staff_doubtful")
    assert (found.case, found.reply) == (OPEN.number, "Готово.")


def test_with_a_border_server_staff_need_signature_and_pass() -> None:
    sent = letter("Готово.", From=ENGINEER, To=issued_to_engineer(), Authentication_Results=STAFF_PASS)
    assert outcome(judge(sent, authserv_id="mx.vector.example")) == ("reply", "answer")


def test_no_contract_address_takes_every_letter() -> None:
    found = judge(letter("Сколько стоит поддержка?", To=NO_CONTRACT, From="buyer@new.example"))
    assert outcome(found) == ("no_contract", "no_contract_address")


@pytest.mark.parametrize(
    ("subject", "text", "missing"),
    [
        ("Изменить учётную запись", "Прошу изменить телефон Сидоровой.", ("full_name", "position", "phone", "email")),
        (
            "Новый коллега",
            "ФИО: Сидорова А. П.\nДолжность: инженер\nE-mail: s@x.example\nТелефон: +7 495 000-20-30",
            (),
        ),
        ("Add employee", "Full name: Anna\nPosition: engineer\nPhone: +7 495\nE-mail: a@x.example\nFax: none", ()),
    ],
)
def test_account_letters(subject: str, text: str, missing: tuple[str, ...]) -> None:
    found = judge(letter(text, To=NO_CONTRACT, Subject=subject))
    assert outcome(found) == ("no_contract", "account_request")
    assert found.account is not None
    assert found.account.missing == missing


def test_envelope_decides_where_a_letter_came() -> None:
    one = letter("Сколько стоит?", To=f"{SUPPORT}, {NO_CONTRACT}")
    assert outcome(judge(one, envelope_to=NO_CONTRACT))[0] == "no_contract"
    assert outcome(judge(one, envelope_to=SUPPORT))[0] == "reject"
    assert outcome(judge(letter("x", Delivered_To=NO_CONTRACT, To=SUPPORT)))[0] == "no_contract"
    assert outcome(judge(letter("x", To="undisclosed-recipients:;", Cc=NO_CONTRACT)))[0] == "no_contract"


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ({"From": SUPPORT}, "own_loop"),
        ({"X_Loop": SUPPORT}, "own_loop"),
        ({"Auto_Submitted": "auto-replied"}, "auto_reply"),
        ({"Auto_Submitted": "auto-generated"}, "auto_generated"),
        ({"Precedence": "bulk"}, "list_mail"),
        ({"List_Id": "<x.example>"}, "list_mail"),
        ({"Return_Path": "<>"}, "auto_generated"),
        ({"Subject": "Автоответ: Стык"}, "auto_reply"),
        ({"From": "MAILER-DAEMON@x.example"}, "bounce"),
    ],
)
def test_machines_open_no_case_and_get_no_answer(headers: dict[str, str], reason: str) -> None:
    found = judge(letter(**headers))
    assert outcome(found) == ("ignore", reason)
    assert not found.may_answer


def test_letter_from_its_own_address_is_a_loop_without_any_directory() -> None:
    found = judging.judge(letter(From="support@any.example", To="support@any.example"), EmptyDirectory())
    assert outcome(found) == ("ignore", "own_loop")
    assert judging.judge(letter(From="support@customer.example"), EmptyDirectory()).verdict is Verdict.REJECT


@pytest.mark.parametrize(("text", "code"), [("Не работает АТС", "ru"), ("The PBX is down", "en"), ("12345", "")])
def test_answer_is_in_the_letters_language(text: str, code: str) -> None:
    assert judge(letter(text, Subject="")).language == code


def test_automatic_answer_is_kept_at_its_case() -> None:
    found = judge(letter("Я в отпуске.", Subject="Автоответ: [SD-2026-000123] Стык"))
    assert (found.verdict, found.case, found.auto) == (Verdict.IGNORE, OPEN.number, True)


def test_second_delivery_is_known() -> None:
    found = judge(letter(), House(known={"abc": OPEN.number}), dedupe_key="abc")
    assert outcome(found) == ("duplicate", "same_letter")
    assert (found.case, found.may_answer) == (OPEN.number, False)


@pytest.mark.parametrize(
    "headers",
    [{"Return_Path": "<>"}, {"From": "noreply@x.example"}, {"Reply_To": SUPPORT}, {"X_Auto_Response_Suppress": "All"}],
)
def test_no_answer_is_sent_to_machines(headers: dict[str, str]) -> None:
    assert not judge(letter("Не работает АТС.", **headers)).may_answer


def test_answer_goes_to_reply_to() -> None:
    assert judge(letter("Не работает.", Reply_To="duty@north-bridge.example")).answer_to == "duty@north-bridge.example"


SECOND = "Организация: {org}\nНомер договора: {number}\nПриоритет: 2\nОписание: не грузится"


@pytest.mark.parametrize(
    ("org", "number", "expected"),
    [
        ("ООО «Северный Мост Телеком»", "12-34/2026", ("case", "contract_ok")),
        ("ООО «Другое»", "12-34/2026", ("case", "contract_ok")),
        ("ООО «Мост»", "99-99", ("reject", "contract_unknown")),
        ("ООО «Мост»", "", ("reject", "contract_missing")),
        ("", "12-34/2026", ("reject", "org_missing")),
        ("ООО «Мост»", "10-01/2024", ("case", "contract_inactive")),
    ],
)
def test_profile_without_logins(org: str, number: str, expected: tuple[str, str]) -> None:
    found = judge(letter(SECOND.format(org=org, number=number)), House(profile_code="org_contract_priority_descr"))
    assert outcome(found) == expected
    assert (Note.ORG_MISMATCH in found.notes) is (expected[0] == "case" and org != "ООО «Северный Мост Телеком»")


def test_files_over_the_limit_are_named() -> None:
    parts = "".join(f"--b\nContent-Type: application/pdf; name=f{number}.pdf\n\nPDF\n" for number in range(6))
    head = f"From: {FROM}\nTo: {SUPPORT}\nSubject: x\nContent-Type: multipart/mixed; boundary=b\n\n"
    text = f"--b\nContent-Type: text/plain; charset=utf-8\n\n{GOOD}\n"
    found = judge(parse(f"{head}{text}{parts}--b--\n".encode()))
    assert found.verdict is Verdict.CASE
    assert [one.name for one in found.files.declined] == ["f5.pdf"]
    assert Note.FILES_DECLINED in found.notes
