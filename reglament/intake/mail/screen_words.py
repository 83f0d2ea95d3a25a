"""How machines name themselves: local parts of their addresses and the beginnings of their subjects."""

import re

DAEMON = re.compile(
    r"(?:mailer|mail|mailerdaemon|smtp|sendmail|exim|lmtp|mx)[-_.]?daemon\b|maildaemon|mdaemon\Z|daemon\Z"
)
ADMINISTRATOR = re.compile(
    r"postmaster|mailadmin|administrator|admin\Z|root\Z|bounces?\b|.{0,60}[-+.]bounces?\b|microsoftexchange|exchange\Z|system\Z|"
    r"mailmaster|mail\Z|smtp\Z|double-bounce|delivery|noreply|no-reply"
)
ADMINISTRATOR_NAME = re.compile(
    r"mail delivery|delivery sub|system administrator|системный администратор|postmaster|mailer|"
    r"mail system|administrator|internet mail|почтовая система",
    re.IGNORECASE,
)
ROBOT = re.compile(
    r"(?:no|do[-_.]?not|dont)[-_.]?reply|noreply|nepasrepondre|mailer[-_.]?daemon|postmaster\Z|bounces?\b|.{0,60}[-+.]bounces?\b|"
    r"(?:noresponse|no-response|unattended|donotrespond)|robot\Z|listserv\Z|majordomo\Z|.{1,60}[-_.](?:no-?reply|daemon)\Z"
)
# Only machines write exactly this, whatever they call themselves.
BOUNCE_SUBJECT_ALONE = re.compile(
    r"mail delivery (?:failed|failure|error|warning)(?:: returning message to sender)?|mail could not be delivered|"
    r"undelivered mail returned to sender|returned mail\s?[:-]\s?.{0,200}|delivery failure(?: notification)?|"
    r"failure notice|"
    r"delivery status notification(?: \([^()]{1,40}\))?|undeliverable(?: mail)?\s?: .{0,200}|"
    r"не удалось доставить\s?: .{0,200}|недоставленное сообщение|сообщение не доставлено",
    re.IGNORECASE,
)
BOUNCE_SUBJECT = re.compile(
    r"\W{0,3}(?:un(?:deliver(?:ed|able|y)|zustellbar)|(?:mail\s)?deliver(?:y|able)\s?(?:status|has\s)?\s?(?:failed|failure|notif|problem|"
    r"report|delay|error|system)|delivery\sstatus|returned\s(?:mail|to\ssender)|failure\snotice|mail\s(?:system\s)?error|"
    r"message\s(?:delivery|status|undeliver|could\snot)|warning:\s(?:message|could\snot|e?mail)|(?:your\s)?message\s(?:to|you)\b|"
    r"mail\sdelivery|could\snot\s(?:send|deliver)|user\sunknown|rejected|nondeliverable|non[\s-]?remis|недоставлен|не\sдоставлен|"
    r"не\sудалось\sдоставить|ошибка\sдоставки|сообщение\sне\sдоставлено|возвращен|отчет\sо\sдоставке|уведомление\sо\s(?:состоянии\s)?доставк|"
    r"unzustellbar|nicht\szustellbar|mislukt|niedostarcz|no\sse\s(?:puede|pudo)\sentregar|delayed|notification\sd)",
    re.IGNORECASE,
)
# Words that are also a product's name («Автоответчик не пишет»): only with a colon, a dash or nothing behind them.
_NAMED = (
    r"автоответ(?:чик)?|автоматическ(?:ий|ое)\s(?:ответ|уведомление|сообщение)|вне\sофиса|нет\sна\s(?:месте|работе)|"
    r"(?:я\s)?в\sотпуске|автовідповідь|автоматична\sвідповідь|"
    r"auto(?:matic)?[\s-]?(?:reply|response|responder|ack\w{0,12})|auto|ooo|vacation(?:\s(?:reply|message|response|notice))?|"
    r"on\s(?:vacation|holiday)|"
    r"automatische\s?(?:antwort|reply|beantwoording)|automatisch\santwoord|abwesenheit\w{0,20}|abwesend|absent|"
    r"réponse\sautomatique|respuesta\sautom[áa]tica|risposta\sautomatica|resposta\sautom[áa]tica|"
    r"automatyczna\sodpowied[źz]|autoodpowied[źz]|automatick[áa]\sodpov[ěe][ďd]|autosvar|automatiskt?\ssvar|afwezig|"
    r"automaattinen\svastaus|otomatik\syan[ıi]t|自动答复|自动回复|自動回覆|自動返信|不在"
)
_BEHIND = r"(?=\s{0,3}(?:[:：(\[!.,–—-]|\Z|(?:re|to|from|until|von|на|от|до|с)\b))"
_SAID = (
    r"out\s?-?of\s?-?(?:the\s?-?)?office|away\sfrom\s(?:my\s)?(?:the\s)?(?:mail|office|desk)|отсутствую\sв\sофисе|"
    r"nicht\sim\s(?:büro|haus)|absen(?:t|ce)\sdu\sbureau|message\sd'absence|fuera\sde\s(?:la\s)?oficina|"
    r"fuori\s(?:sede|ufficio)|fora\sdo\sescrit[óo]rio|ausente\sdo|poza\sbiurem"
)
AUTO_SUBJECT = re.compile(
    rf"(?:\[[^\]]{{1,60}}\]\s?)?\W{{0,3}}(?:(?:re|ответ|aw|sv)\s?:\s?)?(?:(?:{_NAMED}){_BEHIND}|(?:{_SAID})\b)",
    re.IGNORECASE,
)
