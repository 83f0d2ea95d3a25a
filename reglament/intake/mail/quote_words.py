"""What mail programs write above the letter they quote, by language."""

import re

ORIGINAL = (
    "original message|reply message|original appointment|"
    "исходное сообщение|оригинальное сообщение|оригінальне повідомлення|ursprüngliche nachricht|antwort nachricht|"
    "originalnachricht|message d'origine|message original|mensaje original|messaggio originale|mensagem original|"
    "oorspronkelijk bericht|oprindelig meddelelse|ursprungligt meddelande|originalmeddelande|opprinnelig melding|"
    "oprindelig besked|wiadomość oryginalna|oryginalna wiadomość|původní zpráva|eredeti üzenet|alkuperäinen viesti|"
    r"original(?=\s-{2})|orijinal ileti|元のメッセージ|原始邮件|邮件原件"
)
FORWARDED = (
    "forwarded message|forwarded by|пересылаемое сообщение|пересланное сообщение|пересылаемое письмо|"
    "переадресованное сообщение|перенаправленное сообщение|пересылаемая почта|переслане повідомлення|"
    "weitergeleitete nachricht|message transféré|mensaje reenviado|"
    "messaggio inoltrato|mensagem encaminhada|doorgestuurd bericht|videresendt meddelelse|vidarebefordrat meddelande|"
    "przekazana wiadomość|wiadomość przekazana dalej|přeposlaná zpráva"
)
BEGIN_FORWARDED = (
    "begin forwarded message|начало переадресованного сообщения|начало пересылаемого сообщения|"
    "anfang der weitergeleiteten nachricht|début du message (?:réexpédié|transféré)|inizio messaggio inoltrato|"
    "inicio del mensaje reenviado|início da mensagem encaminhada|begin doorgestuurd bericht"
)
ABOVE = (
    r"(?:пишите|напишите|введите|оставьте)\s(?:пожалуйста,?\s)?(?:ваш\s|свой\s)?ответ\s(?:выше|над)\s(?:этой|"
    r"этой\s)?\s?"
    r"(?:строк|лини|черт)|(?:reply|respond|write|type|answer)\b[^.]{0,40}\babove\sth(?:is|e)\s(?:line|dotted)"
)
WROTE = (
    r"wrote|writes|sent|schrieb|schreibt|geschrieben|a écrit|écrit|escribió|escribio|escreveu|ha scritto|scritto|"
    r"schreef|geschreven|napisał|napisała|napisał\(a\)|pisze|skrev|følgende|kirjoitti|napsal|napsala|napsal\(a\)|írta|"
    r"a scris|yazdı|"
    r"đã viết|пишет|писал|писала|писал\(а\)|писали|написал|написала|написал\(а\)|написали|сообщил|сообщила|"
    r"пише|писав|писала|написав|написала|написав\(ла\)|さんは書きました|さん|のメッセージ|写道|寫道|작성"
)
SAID = r"says|said|a dit|сказал|сказала|сообщает|отвечает|отвечал"
CITED = (
    r"quoting|citing|zitat von|citando|цитирую|цитата от|сообщение от|письмо от|message from|nachricht von|message de"
)
OPENERS = (
    "on|at|le|am|vom|il|el|em|op|w dniu|dnia|den|på|dne|pe|vào|ma|fre|lør|søn|man|tir|ons|tor|date|em|a|"
    "mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|"
    "mo|di|mi|do|fr|sa|so|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|"
    "пн|вт|ср|чт|пт|сб|вс|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|от|вы|sent from|in data|"
    r"в\s(?:пн|вт|ср|чт|пт|сб|вс|понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье)|в письме от|"
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
    r"sent (?:from|via|with|by) (?:my\b|mobile|mail\b|mailbox|yahoo|outlook|samsung|galaxy|the\b|a (?:phone|mobile)|"
    r"proton|gmail|iphone|ipad|android|inbox|sparrow|airmail|windows|bluemail|yandex|mail\.ru|mymail|spark|"
    r"huawei|xiaomi)|"
    r"[^\W\d_]{2,20} from mobile|from my (?:iphone|ipad|mobile|phone|android|cell)|get outlook for|"
    r"(?:отправлено|послано) (?:с|со|из|через|при)\s(?:моего|мобильн|смартфон|телефон|планшет|устройств|"
    r"приложени|помощ|почт|"
    r"\W?(?:почт|яндекс|yandex)|бесплатн|iphone|ipad|android|samsung|galaxy|xiaomi|huawei|honor|blackberry|"
    r"mail\.ru|my\s?mail|"
    r"outlook|gmail|windows|spark|the\sbat)\w{0,12}|(?:скачать|скачайте|получите|получить) outlook|"
    r"von meine[mr]|gesendet (?:von|mit|aus)|diese nachricht wurde von .{1,60} gesendet|holen sie sich outlook|"
    r"outlook für .{2,12} herunterladen|"
    r"envoyé (?:de|depuis|à partir)|(?:télécharger|obtenir|téléchargez) outlook|"
    r"enviado (?:desde|do|de|a partir)|obtener outlook|(?:obter|baixar) o? ?outlook|inviato da|(?:scarica|"
    r"ottieni) outlook|"
    r"verstuurd vanaf|verzonden (?:vanaf|met)|outlook voor .{2,12} downloaden|wysłan[eo] z|skickat från|från min|"
    r"hämta outlook|sendt fra|hent outlook|odesláno z|надіслано з|завантажити outlook|從我的|发自我的|從我的手機"
)
CLOSINGS = (
    r"с\s(?:глубоким\s|большим\s|огромным\s)?(?:уважением|ув(?:аж)?\.)|с\sнаилучшими(?:\sпожеланиями)?|"
    r"всего\s(?:доброго|хорошего|наилучшего)|хорошего\s(?:дня|вечера)|"
    r"(?:many\s)?thanks\s(?:and|&|&amp;)\s(?:(?:best|kind)\s)?regards|"
    r"(?:with\s)?(?:best|kind|warm|kindest|warmest|many)\s(?:regards|wishes)|regards|"
    r"yours\s(?:sincerely|faithfully|truly)|sincerely(?:\syours)?|cordially|have\sa\s(?:nice|good|"
    r"great)\s(?:day|weekend)|"
    r"mit\s(?:freundliche[nm]|besten|herzlichen)\sgr(?:ü|ue|u)(?:ß|ss)(?:en)?|"
    r"(?:vielen?|beste[rn]?|freundliche[rn]?|liebe[rn]?|herzliche[rn]?|schöne[rn]?)\sgr(?:ü|ue|u)(?:ß|ss)e?|mfg|"
    r"(?:bien\s)?cordialement|bien\sà\svous|bonne\s(?:journée|soirée)|"
    r"(?:un\s)?(?:cordial\s)?saludos?(?:\scordiales)?|atentamente|atenciosamente|cordiali\ssaluti|distinti\ssaluti|"
    r"met\svriendelijke\sgroet(?:en)?|pozdrawiam|z\spowa(?:ż|z)aniem|med\sv(?:ä|e)nlig(?:a)?\sh(?:ä|i)ls(?:ning|"
    r"en|ningar)|"
    r"venlig\shilsen|hilsen|mvh|s\spozdravem|з\sповагою"
)
BRIEF = r"best|cheers|thx|rgds|br|kh|vh|lg|vg|vlg|cdlt|c\sув|спс"
"""Closing words that are too short to stand for themselves: only above a name."""


def whole(words: str) -> re.Pattern[str]:
    """A pattern for any of the words as a whole, in any case."""
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


def kinds() -> dict[str, str]:
    """Header word in lower case to what it names."""
    return {word: kind for kind, words in HEADER_KEYS.items() for word in words.split("|")}
