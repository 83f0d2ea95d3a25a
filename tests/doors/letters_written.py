"""Letters with HTML and pictures, as they come in."""

from datetime import datetime
from email.message import EmailMessage

from reglament.intake import receiving
from reglament.intake.models import Receipt

SUPPORT = "support@vector.example"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
FIELDS = "Логин: ivanov\nПриоритет: 2\nP/N: C9300-48P-A\nS/N: FOC2147X0AB\n"
TEXT = f"{FIELDS}\nСтек перезагружается каждые десять минут."
HTML = (
    "<html><body><p>Логин: ivanov<br>Приоритет: 2<br>P/N: C9300-48P-A<br>S/N: FOC2147X0AB</p>"
    "<p>Стек <b>перезагружается</b> каждые десять минут.<script>alert(1)</script></p>"
    '<img src="cid:stack"><img src="https://track.example/p.gif">'
    '<p><a href="https://evil.example/login">https://vendor.example</a></p></body></html>'
)


def written(
    text: str = TEXT, html: str = HTML, *, sender: str = "ivanov@customer.example", subject: str = "Стек", to: str = SUPPORT,
    **headers: str,
) -> bytes:  # fmt: skip
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = sender, to, subject
    for name, value in headers.items():
        letter[name.replace("_", "-")] = value
    letter.set_content(text)
    if html:
        letter.add_alternative(html, subtype="html")
        body = letter.get_payload()[1]
        body.add_related(PNG, maintype="image", subtype="png", cid="<stack>", filename="стойка.png")
    return letter.as_bytes()


def received(*, at: datetime, to: str = SUPPORT, **how: str) -> Receipt:
    return receiving.receive(written(to=to, **how), mailbox=to, at=at)
