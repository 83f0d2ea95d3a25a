"""§5.5  Answers written in HTML, as each mail program marks or does not mark what it quotes."""

import pytest

from reglament.intake.mail.hearing import reply_of
from reglament.intake.mail.parse import parse

OWN = "<div>Версия 12.4.</div><div>Перезагрузка не помогла.</div>"
ANSWER = ["Версия 12.4.", "Перезагрузка не помогла."]
QUOTE = "<p>Здравствуйте! Какая у Вас версия?</p><p>С уважением,<br>Служба поддержки</p>"
WRITER = "Служба &lt;<a href='mailto:support@vector.example'>support@vector.example</a>&gt;"
HEADER = (
    f"<b>От:</b> {WRITER}<br><b>Отправлено:</b> 12 октября 2026 г. 9:30<br><b>Кому:</b> Иванов<br><b>Тема:</b> Стык"
)

CLIENTS = {
    "outlook": f"<div class=WordSection1>{OWN}<p><o:p>&nbsp;</o:p></p><div style='border:none;border-top:solid #E1E1E1 1.0pt;"
    f"padding:3.0pt 0cm 0cm 0cm'><p>{HEADER}</p></div>{QUOTE}</div>",
    "outlook on the web": f"{OWN}<div id='appendonsend'></div><hr><div id='divRplyFwdMsg'>{HEADER}</div>{QUOTE}",
    "outlook on a phone": f"{OWN}<div id='ms-outlook-mobile-signature'>Получите Outlook для iOS</div>"
    f"<div id='mail-editor-reference-message-container'><hr>{HEADER}{QUOTE}</div>",
    "windows mail": f"{OWN}<div style='padding-top: 5px; border-top-color: rgb(229, 229, 229); border-top-width: 1px;'>{HEADER}</div>{QUOTE}",
    "hotmail": f"{OWN}<hr id='stopSpelling'>Date: Mon, 12 Oct 2026<br>From: support@vector.example<br>{QUOTE}",
    "gmail": f"<div dir=ltr>{OWN}</div><div class='gmail_quote gmail_quote_container'><div class='gmail_attr'>пн, 12 окт. 2026 г. "
    f"в 09:30, {WRITER}:<br></div><blockquote class='gmail_quote'>{QUOTE}</blockquote></div>",
    "thunderbird": f"{OWN}<div class='moz-cite-prefix'>12.10.2026 9:30, Служба пишет:</div><blockquote type='cite'>{QUOTE}</blockquote>"
    "<pre class='moz-signature'>-- \nИванов</pre>",
    "thunderbird below": f"<div class='moz-cite-prefix'>12.10.2026 9:30, Служба пишет:</div><blockquote type='cite'>{QUOTE}</blockquote>{OWN}",
    "iphone": f"<div dir=ltr>{OWN}</div><div><br>Отправлено с iPhone</div><div dir=ltr><blockquote type='cite'>12 окт. 2026 г., "
    f"в 9:30, {WRITER} написал(а):</blockquote></div><blockquote type='cite'>{QUOTE}</blockquote>",
    "apple mail": f"{OWN}<div><blockquote type='cite'><div>On 12 Oct 2026, at 09:30, {WRITER} wrote:</div>{QUOTE}</blockquote></div>",
    "mail.ru": f"{OWN}<br>Понедельник, 12 октября 2026, 9:30 +03:00 от {WRITER}:<br><blockquote style='border-left:1px solid'>{QUOTE}</blockquote>",
    "mail.ru, named inside": f"{OWN}<div>--<br>Иванов</div><blockquote style='border-left:1px solid'>Понедельник, 12 октября 2026, "
    f"9:30 +03:00 от {WRITER}:<br>{QUOTE}</blockquote>",
    "yandex": f"{OWN}<div>&nbsp;</div><div>12.10.2026, 09:30, &quot;Служба&quot; &lt;support@vector.example&gt;:</div>"
    f"<blockquote>{QUOTE}</blockquote><div>-- <br />С уважением, Иванов</div>",
    "yandex on a phone": f"{OWN}<div>----------------</div><div>Кому: Иванов (ivanov@b.example);</div><div>Тема: Стык;</div>"
    f"<div>12.10.2026, 09:30, &quot;Служба&quot; &lt;support@vector.example&gt;:</div><blockquote>{QUOTE}</blockquote>",
    "zimbra": f"{OWN}<hr id='zwchr'><div data-marker='__HEADERS__'>{HEADER}</div><div data-marker='__QUOTED_TEXT__'>{QUOTE}</div>",
    "roundcube": f"{OWN}<p id='reply-intro'>Служба писал 2026-10-12 09:30:</p><blockquote type='cite'>{QUOTE}</blockquote>",
    "the bat": f"{OWN}<p>Вы писали 12 октября 2026 г., 9:30:00:</p><table><tr><td></td><td>{QUOTE}</td></tr></table>",
    "notes": f"{OWN}<br><font color=#5f5f5f>От: </font>{WRITER}<br><font>Кому: </font>Иванов<br><font>Дата: </font>12.10.2026"
    f"<br><font>Тема: </font>Стык<br><hr noshade>{QUOTE}",
    "proton": f"{OWN}<div class='protonmail_quote'>On Monday, {WRITER} wrote:<blockquote class='protonmail_quote'>{QUOTE}</blockquote></div>",
    "yahoo": f"{OWN}<div id='yahoo_quoted_1' class='yahoo_quoted'><div>понедельник, {WRITER} написал(а):</div>{QUOTE}</div>",
    "samsung": f"{OWN}<div>Отправлено с моего Galaxy</div><div>-------- Исходное сообщение --------</div><div>{HEADER}</div>{QUOTE}",
    "no marks at all": f"{OWN}<p>----- Original Message -----<br>From: support@vector.example</p>{QUOTE}",
}  # fmt: skip


@pytest.mark.parametrize("html", CLIENTS.values(), ids=CLIENTS)
def test_only_the_answer_is_left(html: str) -> None:
    letter = parse(
        f"From: a@b.example\nContent-Type: text/html; charset=utf-8\n\n<html><body>{html}</body></html>".encode()
    )
    assert [line for line in reply_of(letter).split("\n") if line.strip()] == ANSWER
    assert "Какая у Вас версия?" in letter.text
