"""What mail programs write above the letter they quote, by language."""

import re

ORIGINAL = (
    "original message|reply message|original appointment|"
    "исходное сообщение|оригинальное сообщение|оригінальне повідомлення|ursprüngliche nachricht|antwort nachricht|"
    "originalnachricht|message d'origine|message original|mensaje original|messaggio originale|mensagem original|"
    "oorspronkelijk bericht|oprindelig meddelelse|ursprungligt meddelande|originalmeddelande|opprinnelig melding|"
    "wiadomość oryginalna|oryginalna wiadomość|původní zpráva|eredeti üzenet|alkuperäinen viesti|"
    r"original(?=\s-{2})|orijinal ileti|元のメッセージ|原始邮件|邮件原件"
)
FORWARDED = (
    "forwarded message|forwarded by|пересылаемое сообщение|пересланное сообщение|пересылаемое письмо|"
    "переадресованное сообщение|переслане повідомлення|weitergeleitete nachricht|message transféré|mensaje reenviado|"
    "messaggio inoltrato|mensagem encaminhada|doorgestuurd bericht|videresendt meddelelse|vidarebefordrat meddelande|"
    "przekazana wiadomość|wiadomość przekazana dalej|přeposlaná zpráva"
)
BEGIN_FORWARDED = (
    "begin forwarded message|начало переадресованного сообщения|начало пересылаемого сообщения|"
    "anfang der weitergeleiteten nachricht|début du message réexpédié|inizio messaggio inoltrato|"
    "inicio del mensaje reenviado|início da mensagem encaminhada|begin doorgestuurd bericht"
)
ABOVE = (
    r"(?:пишите|напишите|введите|оставьте)\s(?:пожалуйста,?\s)?(?:ваш\s|свой\s)?ответ\s(?:выше|над)\s(?:этой|этой\s)?\s?"
    r"(?:строк|лини|черт)|(?:reply|respond|write|type|answer)\b[^.]{0,40}\babove\sth(?:is|e)\s(?:line|dotted)"
)
WROTE = (
    r"wrote|writes|sent|schrieb|schreibt|geschrieben|a écrit|écrit|escribió|escribio|escreveu|ha scritto|scritto|"
    r"schreef|geschreven|napisał|napisała|napisał\(a\)|skrev|følgende|kirjoitti|napsal|napsala|napsal\(a\)|írta|"
    r"a scris|yazdı|"
    r"đã viết|пишет|писал|писала|писал\(а\)|писали|написал|написала|написал\(а\)|написали|сообщил|сообщила|"
    r"пише|писав|писала|написав|написала|написав\(ла\)|さんは書きました|さん|写道|寫道"
)
OPENERS = (
    "on|at|le|am|vom|il|el|em|op|w dniu|dnia|den|på|dne|pe|vào|ma|fre|lør|søn|man|tir|ons|tor|date|em|a|"
    "mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|"
    "mo|di|mi|do|fr|sa|so|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|"
    "пн|вт|ср|чт|пт|сб|вс|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|от|вы|sent from|"
    "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
)
HEADER_KEYS = {
    "from": "from|от|от кого|отправитель|von|de|da|fra|från|van|od|від|lähettäjä|kimden|feladó|差出人|发件人|寄件者",
    "sent": (
        "sent|date|отправлено|дата|дата отправки|gesendet|datum|envoyé|enviado|enviado el|enviado em|enviada em|fecha|"
        "data|inviato|sendt|dato|skickat|verzonden|wysłano|wysłane|odesláno|надіслано|lähetetty|päivämäärä|"
        "送信日時|发送时间|日期"
    ),
    "to": (
        "to|cc|reply-to|кому|копия|an|kopie|à|para|a|til|till|kopi|kopia|aan|do|dw|komu|kopija|vastaanottaja|"
        "kime|宛先|收件人|抄送"
    ),
    "subject": "subject|тема|betreff|objet|asunto|oggetto|assunto|emne|ämne|onderwerp|temat|předmět|aihe|件名|主题",
}
MOBILE = (
    r"sent (?:from|via|with) (?:my|mail for|yahoo|outlook|samsung|mobile|the|proton|gmail|iphone|ipad|"
    r"android|inbox|sparrow)|get outlook for|"
    r"отправлено (?:с|со|из|через)|послано (?:с|из)|скачать outlook|получите outlook|"
    r"von meinem|gesendet (?:von|mit)|envoyé (?:de|depuis)|enviado (?:desde|do|de|a partir)|inviato da|"
    r"verstuurd vanaf|verzonden (?:vanaf|met)|wysłan[eo] z|skickat från|sendt fra|odesláno z|надіслано з"
)
CLOSINGS = (
    r"с\s(?:глубоким\s|большим\s)?уважением|с\sнаилучшими\sпожеланиями|всего\s(?:доброго|хорошего)|"
    r"(?:with\s)?(?:best|kind|warm|kindest|warmest|many)\s(?:regards|wishes)|regards|yours\s(?:sincerely|faithfully|truly)|"
    r"sincerely(?:\syours)?|cordially|mit\s(?:freundlichen|besten|herzlichen)\sgr(?:ü|ue)(?:ß|ss)en|"
    r"(?:viele|beste|freundliche|liebe|herzliche)\sgr(?:ü|ue)(?:ß|ss)e|mfg|cordialement|bien\s(?:cordialement|à\svous)|"
    r"(?:un\s)?(?:cordial\s)?saludos?(?:\scordiales)?|atentamente|atenciosamente|cordiali\ssaluti|distinti\ssaluti|"
    r"met\svriendelijke\sgroet(?:en)?|pozdrawiam|z\spowa(?:ż|z)aniem|med\sv(?:ä|e)nlig(?:a)?\sh(?:ä|i)ls(?:ning|en|ningar)|"
    r"venlig\shilsen|hilsen|mvh|з\sповагою"
)


def whole(words: str) -> re.Pattern[str]:
    """A pattern for any of the words as a whole, in any case."""
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


def kinds() -> dict[str, str]:
    """Header word in lower case to what it names."""
    return {word: kind for kind, words in HEADER_KEYS.items() for word in words.split("|")}
