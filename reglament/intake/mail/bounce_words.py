"""How letters that come back, and reports about letters, name themselves: senders, subjects, first lines."""

import re

DAEMON = re.compile(
    r"(?:mailer|mail|mailerdaemon|smtp|sendmail|exim|lmtp|mx)[-_.]?daemon\b|maildaemon|mdaemon\Z|daemon\Z"
)
DAEMON_NAME = re.compile(r"<\s*>|(?:\A|[\s<\"])mailer-daemon(?:[\s>\"]|\Z)", re.IGNORECASE)
"""In a From that holds no address."""
POSTMASTER = re.compile(
    r"postmaster|mailadmin|bounces?\b|.{0,60}[-+.]bounces?\b|microsoftexchange|exchange\Z|mailmaster|double-bounce|"
    r"delivery|mail-?system\Z|mta\Z"
)
ADMINISTRATOR = re.compile(r"administrator|admin\Z|root\Z|system\Z|mail\Z|smtp\Z|noreply|no-reply")
ADMINISTRATOR_NAME = re.compile(
    r"mail delivery|delivery sub|system administrator|системный администратор|postmaster|mailer|"
    r"mail system|administrator|internet mail|почтовая система",
    re.IGNORECASE,
)
# Only machines write exactly this, whatever they call themselves.
SUBJECT_ALONE = re.compile(
    r"mail delivery (?:failed|failure|error|warning)(?:: returning message to sender)?|mail could not be delivered|"
    r"undelivered mail returned to sender|returned mail\s?[:-]\s?.{0,200}|delivery failure(?: notification)?|"
    r"failure notice|postmaster notify\s?: .{0,200}|mail system error - returned mail|"
    r"delivery status notification(?: \([^()]{1,40}\))?|undeliverable(?: mail| message)?\s?: .{0,200}|"
    r"не удалось доставить\s?: .{0,200}|недоставленное сообщение(?:, возвращ[её]нное отправителю)?|"
    r"сообщение не доставлено|"
    r"(?:недоставляемое|не удается доставить|unzustellbar|non recapitabile|non remis|onbestelbaar|não entregue)"
    r"\s?: .{0,200}",
    re.IGNORECASE,
)
SUBJECT = re.compile(
    r"\W{0,3}(?:un(?:deliver(?:ed|able|y)|zustellbar)|(?:mail\s|permanent\s)?deliver(?:y|able)\s?(?:status|"
    r"has\s)?\s?(?:failed|"
    r"failure|notif|problem|report|delay|error|system)|delivery\sstatus|returned\s(?:mail|to\ssender)|failure\snotice|"
    r"fail(?:ed|ure)\sdelivery|notice:\smail|loop\salert|postmaster\snotify|sorry,\syour\sm|"
    r"there\swas\san\serror\ssending|"
    r"mail\s(?:system\s)?error|mail\s(?:not|failure|could)\b|message\s(?:delivery|status|undeliver|could\snot|frozen)|"
    r"warning:\s(?:message\s.{0,60}(?:delayed|not|still)|could\snot|e?mail)|(?:your\s)?message\s(?:to|you)\b|"
    r"mail\sdelivery|could\snot\s(?:send|deliver)|nondeliverable|non[\s-]?(?:remis|recapitabile)|недостав(?:лен|ляем)|"
    r"не\s(?:доставлен|удал?[её]?т?ся\sдоставить|удалось\sдоставить)|невозможно\sдоставить|ошибка\sдоставки|"
    r"сообщение\sне\sдоставлено|возвращ|отч[её]т\sо\s(?:не)?доставк|доставка\sотложена|"
    r"уведомление\sо\s(?:состоянии\s)?(?:доставк|прочтен)|unzustellbar|nicht\szustellbar|"
    r"zustellung\sfehlgeschlagen|mislukt|"
    r"onbestelbaar|niedostarcz|no\sse\s(?:puede|pudo)\sentregar|não\s(?:entregue|é\spossível\sentregar)|"
    r"notification\sd|"
    r"benachricht(?:ig)?ung\szum\sübermittlungsstatus|disposition\snotification|return\sreceipt|message\srecall|"
    r"recall:|"
    r"отозвать:|(?:not\s)?read\s?:|(?:не\s)?проч(?:тено|итано)\s?:|доставлено\s?:|(?:un)?delivered\s?:|"
    r"relayed\s?:|gelesen\s?:|"
    r"lu\s?:|leído\s?:|letto\s?:)",
    re.IGNORECASE,
)
SUBJECT_OF_POSTMASTER = re.compile(
    r"\W{0,3}(?:user\sunknown|rejected|delayed|blocked|spam|virus|banned|quarantine)", re.IGNORECASE
)
"""From an address of a mail system such words are enough."""
SUBJECT_HINTS = re.compile(
    r"deliver|undeliv|returned|bounce|failure|rejected|non remis|недостав|доставк|доставить|доставлен|zustell|retourn|"
    r"\A(?:not\s)?(?:read|gelesen|lu|leído|letto|relayed)\s?:|\A(?:не\s)?проч(?:тено|итано)\s?:",
    re.IGNORECASE,
)
OPENING = re.compile(
    r"(?:(?:this is|sorry|hi this is|hello this is)\b.{0,60}(?:mail|delivery|postmaster|qmail|exim|receipt|report)"
    r"|(?:(?:your|this)\s(?:e ?mail\s)?(?:message|mail|e ?mail|letter)|the following (?:message|address|recipient)|"
    r"(?:a|the) message (?:you|that you)|delivery (?:to|has|of)|we were unable|i was unable|i m afraid|"
    r"unable to deliver)"
    r".{0,160}(?:deliver|read|sent|receiv|fail|reject|undeliv|unable|displayed)"
    r"|votre message n.{0,80}(?:d[ée]livr|remis)|(?:ihre|diese|die) (?:nachricht|e ?mail|"
    r"mail).{0,120}(?:zugestellt|gelesen|zustell)"
    r"|(?:su|tu) mensaje.{0,80}entreg|il messaggio.{0,80}(?:recapit|letto)"
    r"|(?:ваше|данное|это) (?:электронное )?(?:письмо|сообщение).{0,200}(?:доставлено\b|не достав|прочитано\b|"
    r"прочтено\b|удалено без)"
    r"|(?:не удалось|невозможно|не удается) доставить|(?:сообщение|письмо) .{0,120}не (?:было )?доставлен)",
    re.IGNORECASE | re.DOTALL,
)
"""The first words, without punctuation, of a report that has no other mark."""
