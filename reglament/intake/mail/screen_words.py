"""How robots name themselves: local parts of their addresses and the subjects of automatic replies."""

import re

ROBOT = re.compile(
    r"(?:no|do[-_.]?not|dont)[-_.]?reply|noreply|nepasrepondre|mailer[-_.]?daemon|postmaster\Z|bounces?\b|"
    r".{0,60}[-+.]bounces?\b|"
    r"(?:noresponse|no-response|unattended|donotrespond)|robot\Z|listserv\Z|majordomo\Z|"
    r".{1,60}[-_.](?:no-?reply|daemon)\Z"
)
# Words that are also a product's name («Автоответчик не пишет»): only with a colon, a dash or nothing behind them.
_NAMED = (
    r"автоответ(?:чик)?|автоматическ(?:ий|ое)\s(?:ответ|уведомление|сообщение|подтверждение)|вне\sофиса|"
    r"(?:я\s)?отсутствую|отсутствие\sна\s(?:работе|рабочем\sместе)|нет\sна\s(?:месте|работе|рабочем\sместе)|"
    r"(?:я\s|нахожусь\s|сейчас\s|буду\s)?в\sотпуске|автовідповідь|автоматична\sвідповідь|"
    r"auto(?:matic|mated)?[\s-]?(?:reply|response|responder|ack\w{0,12})|ooo|"
    r"vacation(?:\s(?:reply|message|response|notice))?|(?:i\sam\s|i'm\s)?on\s(?:vacation|holiday|leave)|"
    r"automatische\s?(?:antwort|rückantwort|reply|beantwoording)|antwort\sautomatisch|automatisch\santwoord|"
    r"abwesenheit\w{0,20}|abwesend|absent|fraværsmelding|"
    r"réponse\sautomatique|respuesta\sautom[áa]tica|risposta\sautomatica|resposta\sautom[áa]tica|"
    r"automatyczna\sodpowied[źz]|odpowied[źz]\sautomatyczna|autoodpowied[źz]|automatick[áa]\sodpov[ěe][ďd]|"
    r"automatikus\sválasz|autosvar|automatiskt?\ssvar|afwezig(?:heidsbericht)?|"
    r"automaattinen\svastaus|otomatik\syan[ıi]t|自动答复|自动回复|自動回覆|自動返信|不在"
)
_BEHIND = r"(?=\s{0,3}(?:[:：(\[!.,]|[–—-](?:\s|\Z)|\Z|(?:re|to|from|until|till|von|на|от|до|с|по)\b))"
_SAID = (
    r"out\s?-?of\s?-?(?:the\s?-?)?office(?:\s(?:auto[\s-]?reply|reply|message|notice|notification|response))?|"
    r"away\sfrom\s(?:my\s)?(?:the\s)?(?:mail|office|desk)|(?:я\s)?отсутствую\s(?:в\sофисе|на\sрабочем\sместе|"
    r"на\sработе)|"
    r"нахожусь\sв\s(?:ежегодном\s|очередном\s)?(?:отпуске|командировке)|"
    r"nicht\sim\s(?:büro|haus)|absen(?:t|ce)\sdu\sbureau|message\sd'absence|fuera\sde\s(?:la\s)?oficina|"
    r"fuori\s(?:sede|ufficio)|fora\sdo\sescrit[óo]rio|ausente\sdo|poza\sbiurem"
)
_PREFIX = r"(?:\[[^\]]{1,60}\]\s?)?\W{0,3}(?:(?:re|ответ|aw|sv)\s?:\s?)?"
_ASIDE = (
    r"out\sof\s(?:the\s)?office|auto[\s-]?(?:matic\s)?(?:reply|response)|автоответ|автоматический\sответ|"
    r"автоматическое\sуведомление"
)
AUTO_SUBJECT = re.compile(
    rf"{_PREFIX}(?:(?:{_NAMED}|{_SAID}){_BEHIND}|(?:auto|авто)\s?[:：])"
    rf"|.{{0,200}}[(\[](?:{_ASIDE})[)\]]"
    r"|(?:[^\W\d_][\w.-]{0,30}\s){1,3}(?:is|am|are)\s(?:currently\s)?out\sof\s(?:the\s)?office\b",
    re.IGNORECASE,
)
