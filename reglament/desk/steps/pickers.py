"""Forms that choose: a group and an engineer, a category, a contract, an item, another case."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Case as Choice
from django.db.models import When
from django.utils.translation import gettext_lazy as _

from reglament.cases.models import Case
from reglament.contracts import versions
from reglament.contracts.models import Contract, CoveredItem
from reglament.desk import choices, defaults, fields, findings
from reglament.desk.steps.forms import EMPTY
from reglament.desk.steps.step import StepForm
from reglament.equipment.models import Item
from reglament.people.models import Account, Team
from reglament.ui.words import day, pick


def team(pk: str) -> Team | None:
    return Team.objects.filter(pk=pk).first() if pk else None


def engineer(pk: str) -> Account | None:
    return Account.objects.staff().active().filter(pk=pk).first() if pk else None


class Assignment(StepForm):
    team = forms.ChoiceField(label=_("Group"), required=False)
    assignee = forms.ChoiceField(label=_("Engineer"), required=False)

    def prepare(self) -> None:
        case = self.page.case
        crews = choices.crews()
        names = dict(choices.engineers())
        fields.offer(self, "team", [EMPTY, *((str(crew.team.pk), crew.name) for crew in crews)])
        groups = [(crew.name, [(str(pk), names[pk]) for pk in crew.members if pk in names]) for crew in crews]
        fields.offer(self, "assignee", [("", _("the group decides")), *groups])
        team, assignee = case.team_id, case.assignee_id
        if not team and not self.is_bound:
            team, assignee = defaults.hand_over(case)
        self.initial.update(team=str(team or ""), assignee=str(assignee or ""))

    def clean(self) -> dict[str, Any]:
        if not self.cleaned_data.get("team") and not self.cleaned_data.get("assignee"):
            raise ValidationError(_("Choose a group or an engineer."))
        return self.cleaned_data


class CategoryChoice(StepForm):
    category = forms.ChoiceField(label=_("Category"))

    def prepare(self) -> None:
        case = self.page.case
        allowed = versions.categories(case.contract_version) or choices.categories()
        others = [row for row in allowed if row.pk != case.category_id]
        fields.offer(self, "category", [(row.code, pick(row, "name")) for row in others])


class ContractChoice(StepForm):
    contract = forms.ChoiceField(label=_("Contract"))

    def prepare(self) -> None:
        rows = Contract.objects.filter(company=self.page.case.company_id).order_by("-ends_on")
        self.contracts = {str(row.pk): row for row in rows}
        fields.offer(self, "contract", [EMPTY, *((pk, _contract_words(row)) for pk, row in self.contracts.items())])

    def clean_contract(self) -> Contract:
        return self.contracts[self.cleaned_data["contract"]]


def _contract_words(contract: Contract) -> str:
    return f"{contract.number}, {pick(contract, 'subject')}, {day(contract.starts_on)} – {day(contract.last_day)}"


class ItemChoice(StepForm):
    """An item of the contract, found by the search above the form; or the numbers as they should read."""

    item: "forms.ModelChoiceField[Item]" = forms.ModelChoiceField(
        label=_("Item of the contract"), queryset=None, required=False, widget=forms.RadioSelect
    )
    pn = forms.CharField(label="P/N", max_length=60, required=False)
    sn = forms.CharField(label="S/N", max_length=60, required=False)

    def prepare(self) -> None:
        case = self.page.case
        item = self.fields["item"]
        assert isinstance(item, forms.ModelChoiceField)
        item.queryset = case.company.items.select_related("product", "site")
        self.initial.update(pn=case.pn, sn=case.sn)

    def found(self, query: str) -> list[CoveredItem]:
        """Lines of the contract that the search finds, the first dozen; those with the case's P/N first."""
        case = self.page.case
        lines = CoveredItem.objects.filter(contract=case.contract_id).select_related("item__product", "item__site")
        same = When(item__product__pn_folded=case.pn_folded, then=0)
        nearest = lines.filter(findings.covered(query)).annotate(distance=Choice(same, default=1))
        return list(nearest.order_by("distance", "item__product__pn", "item__sn")[:12])


class MainCase(StepForm):
    main = forms.CharField(label=_("Number of the main case"), max_length=20)

    def prepare(self) -> None:
        duplicate = self.page.case.possible_duplicate
        self.initial["main"] = duplicate.number if duplicate else ""

    def clean_main(self) -> Case:
        """A whole number, or the last digits of one of the same company's."""
        typed = self.cleaned_data["main"].strip()
        known = Case.objects.visible_to(self.page.reader, [])
        if typed.isascii() and typed.isdigit():
            ending = findings.numbers_ending(int(typed), self.page.at.year)
            known = known.filter(company=self.page.case.company_id, number__in=ending)
        else:
            known = known.filter(number=findings.case_number(typed) or typed.upper())
        main = known.order_by("-id").first()
        if main is None:
            raise ValidationError(_("There is no case with this number."))
        return main
