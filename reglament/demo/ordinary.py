"""The many ordinary cases of the past fourteen months: opened, worked on and closed as such cases are."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from reglament.cases.course import assignment, closing, correspondence, opening, phone, reopening, solving, waiting
from reglament.cases.course.entries import Message
from reglament.cases.models import Case
from reglament.cases.status import Status
from reglament.clock.threshold import allowance
from reglament.clock.worktime import reach
from reglament.contracts import thresholds, versions
from reglament.contracts.access import contacts_of, is_responsible
from reglament.contracts.models import Contract, CoveredItem
from reglament.demo.moments import calendar_of
from reglament.demo.reading import Row, table
from reglament.demo.stock import Stock
from reglament.people.models import Account

SEED = 114
MONTHS_BACK = 425
NEWEST = 12
BAD_MONTH = range(150, 180)  # days ago in which thresholds were often missed
CHANNELS = {"email": 45, "web": 40, "phone": 14, "fax": 1}
PRIORITIES = {1: 3, 2: 12, 3: 45, 4: 40}
Word = TypeVar("Word")
THANKS = ("Спасибо, всё работает.", "Проверили, вопрос закрыт. Благодарим.", "Подтверждаем, решено.")


@dataclass
class Ordinary:
    """One ordinary case, decided in advance by the dice: who, what, when and how well it goes."""

    starts_at: datetime
    contract: Contract
    template: Row
    priority: int
    channel: str
    dice: random.Random
    accounts: dict[str, Account]
    stock: Stock
    until: datetime

    def play(self) -> None:
        case = self._open()
        if case is None or case.status != Status.REGISTERED:
            return
        self._work(case)

    def _open(self) -> Case | None:
        opener = self.dice.choice(self.stock.openers[self.contract.pk])
        covered = self._covered()
        if covered is None and self.template["products"]:
            return None
        staff = self.accounts["operator"] if self.channel in ("phone", "fax") else None
        request = opening.Request(
            company=self.contract.company,
            contract=self.contract,
            channel=self.channel,
            received_at=self.starts_at,
            category=self.stock.categories[self.template["category"]],
            subject=self._text("subject", covered)[:200],
            description=self._text("description", covered),
            opener=opener,
            typed_by=staff,
            priority=self.priority,
            priority_is_agreed=is_responsible(contacts_of(opener, self.starts_at.date()), self.contract.pk),
            pn=covered.item.product.pn if covered else "",
            sn=covered.item.sn if covered else "",
            wants_version=self.template.get("wants_version", False),
            current_version=self.template.get("current_version", ""),
            wanted_version=self.template.get("wanted_version", ""),
        )
        return opening.open_case(request, by=staff or opener, at=self.starts_at)

    def _covered(self) -> CoveredItem | None:
        if not self.template["products"]:
            return None
        found = self.stock.covered(self.contract.pk, self.template["products"], self.starts_at.date())
        return self.dice.choice(found) if found else None

    def _text(self, name: str, covered: CoveredItem | None) -> str:
        language = self.template["language"]
        text = str(self.template.get(f"{name}_{language}", ""))
        zone = ZoneInfo(self.contract.company.zone)
        words = {
            "device": covered.item.label.split(",")[0] if covered else "",
            "site": covered.item.site.name if covered and covered.item.site else self.contract.company.short_name,
            "port": str(self.dice.randint(1, 48)),
            "ext": str(self.dice.randint(100, 999)),
            "vlan": str(self.dice.randint(100, 900)),
            "pct": str(self.dice.randint(82, 97)),
            "time": (self.starts_at - timedelta(minutes=self.dice.randint(6, 50))).astimezone(zone).strftime("%H:%M"),
        }
        for key, word in words.items():
            text = text.replace("{" + key + "}", word)
        return text

    def _work(self, case: Case) -> None:
        team, engineers = self.stock.teams[self.template["line"]]
        engineer = self.dice.choice(engineers)
        duty = self.accounts["duty"]
        taken = self._at(case, "REACT", self.dice.uniform(0.05, 0.3))
        if case.priority <= 2 and case.phone_confirmed_at is None and self.dice.random() < 0.85:
            called = case.received_at + timedelta(minutes=self.dice.randint(2, 25))
            case = phone.confirm(case, "", by=self.accounts["operator"], at=called)
        assignment.assign(case, by=duty, at=taken, team=team, assignee=engineer)
        moment = max(self._at(case, "REACT", self._share()), taken)
        case = correspondence.reply(case, Message(text=self._greeting()), by=engineer, at=moment).case
        if self.template.get("question_ru") and self.dice.random() < 0.45:
            case, moment = self._question(case, engineer, moment)
        case, moment = self._findings(case, engineer, moment)
        solved = max(self._at(case, "SOL", self._share() * 0.9), moment + timedelta(minutes=self.dice.randint(8, 90)))
        self._finish(case, engineer, solved)

    def _question(self, case: Case, engineer: Account, moment: datetime) -> tuple[Case, datetime]:
        asked = self._later(case, moment, self.dice.randint(300, 3600))
        waiting.ask_customer(case, Message(text=self._plain("question")), by=engineer, at=asked)
        answered = self._later(case, asked, self.dice.randint(1200, 22_000))
        answer = Message(text=self._plain("answer"), channel="email")
        return correspondence.reply(case, answer, by=self._opener(case), at=answered).case, answered

    def _findings(self, case: Case, engineer: Account, moment: datetime) -> tuple[Case, datetime]:
        if case.priority <= 3 and self._plain("diagnosis"):
            found = max(self._at(case, "DIAG", self._share()), moment + timedelta(minutes=5))
            case, moment = solving.diagnose(case, self._plain("diagnosis"), by=engineer, at=found), found
        if case.priority <= 2 and self._plain("workaround"):
            given = max(self._at(case, "WA", self._share()), moment + timedelta(minutes=5))
            case, moment = solving.give_workaround(case, self._plain("workaround"), by=engineer, at=given), given
        return case, moment

    def _finish(self, case: Case, engineer: Account, solved: datetime) -> None:
        if solved > self.until:
            return
        case = self._resolve(case, engineer, solved)
        if self.dice.random() < 0.04:
            again = self._later(case, solved, self.dice.randint(3600, 40_000))
            solved = self._later(case, again, self.dice.randint(3600, 40_000))
            if solved > self.until:
                return
            reopening.reopen(case, "Проявилось снова.", by=self._opener(case), at=again)
            case = self._resolve(case, engineer, solved)
        self._close(case)

    def _resolve(self, case: Case, engineer: Account, at: datetime) -> Case:
        message = Message(text=self._plain("solution"))
        return solving.resolve(case, message, cause=self.template["cause"], closure="solved", by=engineer, at=at)

    def _close(self, case: Case) -> None:
        accepted = self._later(case, case.resolved_at or case.received_at, self.dice.randint(600, 60_000))
        if self.dice.random() < 0.6 and accepted <= self.until:
            if self.dice.random() < 0.5:
                thanks = Message(text=self.dice.choice(THANKS))
                correspondence.reply(case, thanks, by=self._opener(case), at=accepted)
            closing.accept(case, by=self._opener(case), at=accepted)
        elif case.closes_at and case.closes_at <= self.until:
            closing.close_by_itself(case, at=case.closes_at)

    def _opener(self, case: Case) -> Account:
        assert case.opener_id  # every case of a story has one
        return self.stock.people[case.opener_id]

    def _share(self) -> float:
        """The part of a threshold that is used: now and then more than all of it, often in the bad month."""
        days_ago = (self.until - self.starts_at).days
        missed = 0.16 if days_ago in BAD_MONTH else 0.012
        return self.dice.uniform(1.05, 1.8) if self.dice.random() < missed else self.dice.betavariate(2, 3.2)

    def _at(self, case: Case, clock: str, share: float) -> datetime:
        """The instant at which `share` of the clock's threshold is used."""
        assert case.policy_id  # none is opened before its contract has one
        terms = thresholds.read(case.policy_id)
        calendar = terms.calendar(case.priority, clock)
        threshold = terms.threshold(case.priority, clock) or terms.threshold(case.priority, "SOL")
        assert threshold
        start = case.registered_at or case.received_at
        return reach(calendar, start, int(share * allowance(threshold, calendar, start))) or start

    def _later(self, case: Case, moment: datetime, seconds: int) -> datetime:
        calendar = calendar_of(case)
        return (reach(calendar, moment, seconds) if calendar else None) or moment + timedelta(seconds=seconds)

    def _plain(self, name: str) -> str:
        return str(self.template.get(f"{name}_{self.template['language']}", ""))

    def _greeting(self) -> str:
        if self.template["language"] == "en":
            return "Hello, I have taken your case and am looking at the data you sent."
        return self.dice.choice(
            (
                "Здравствуйте! Обращение взял в работу, изучаю присланные данные.",
                "Добрый день! Занимаюсь Вашим обращением, первые выводы пришлю сегодня.",
                "Здравствуйте! Подключился к обращению, смотрю журналы оборудования.",
            )
        )


def scripts(count: int, accounts: dict[str, Account], *, at: datetime) -> Iterator[Ordinary]:
    """`count` cases ready to be played, the same every time but for the dates."""
    dice = random.Random(SEED)  # noqa: S311  the demo's dice, nobody's secret
    templates = table("bulk")["templates"]
    contracts = list(Contract.objects.select_related("company").order_by("number"))
    stock = Stock(accounts.values())
    for _turn in range(count):
        yield _one(dice, templates, contracts, stock, accounts, at)


def _one(
    dice: random.Random,
    templates: list[Row],
    contracts: list[Contract],
    stock: Stock,
    accounts: dict[str, Account],
    at: datetime,
) -> Ordinary:
    while True:
        ago = dice.randint(NEWEST, MONTHS_BACK)
        when = at.date() - timedelta(days=ago)
        contract = dice.choice(contracts)
        version = versions.in_force(contract, when)
        if version is None or version.policy_id is None or not contract.in_force(when):
            continue
        priority = _weighed(dice, PRIORITIES)
        allowed, owned = stock.allowed(version), stock.products(contract.pk)
        fitting = [
            row
            for row in templates
            if row["category"] in allowed
            and abs(row["priority"] - priority) == 0
            and (not row["products"] or owned & set(row["products"]))
        ]
        if not fitting:
            continue
        return Ordinary(
            starts_at=_moment(dice, when, contract, version.policy_id, priority),
            contract=contract,
            template=dice.choice(fitting),
            priority=priority,
            channel=_weighed(dice, CHANNELS),
            dice=random.Random(dice.random()),  # noqa: S311
            accounts=accounts,
            stock=stock,
            until=at - timedelta(minutes=5),
        )


def _weighed(dice: random.Random, weights: Mapping[Word, int]) -> Word:
    return dice.choices(list(weights), list(weights.values()))[0]


def _opener(case: Case) -> Account:
    assert case.opener  # every ordinary case has one
    return case.opener


def _moment(dice: random.Random, when: date, contract: Contract, policy_id: int, priority: int) -> datetime:
    """Inside the service hours; round-the-clock customers also write at night."""
    calendar = thresholds.read(policy_id).calendar(priority, "SOL")
    spans = calendar.spans_on(when)
    if not spans:
        later = reach(calendar, datetime.combine(when, time.min, tzinfo=UTC), dice.randint(600, 20_000))
        return (later or datetime.combine(when, time(9), tzinfo=UTC)).replace(microsecond=0)
    zone = ZoneInfo(contract.company.zone)
    if (spans[-1][1] - spans[0][0]).total_seconds() > 20 * 3600 and dice.random() < 0.75:
        begin = datetime.combine(when, time(9), tzinfo=zone).astimezone(UTC)
        return begin + timedelta(seconds=dice.randint(0, 9 * 3600))
    opening_at, closing_at = spans[0][0], spans[-1][1]
    return opening_at + timedelta(seconds=dice.randint(0, int((closing_at - opening_at).total_seconds()) - 60))
