from reglament.contracts.models.account_request import AccountRequest, AccountRequestEvent
from reglament.contracts.models.calendar import CalendarException, ProductionDay, WorkCalendar
from reglament.contracts.models.catalogue import Category, Priority, Service, SupportChannel
from reglament.contracts.models.contact import ContractContact
from reglament.contracts.models.contract import Contract, ContractEvent, ContractVersion, CoveredItem
from reglament.contracts.models.matrix import MatrixMark, MatrixRow, Post
from reglament.contracts.models.policy import Policy, PolicyVersion, PriorityCalendar, Threshold, UpdateCadence

__all__ = [
    "AccountRequest",
    "AccountRequestEvent",
    "CalendarException",
    "Category",
    "Contract",
    "ContractContact",
    "ContractEvent",
    "ContractVersion",
    "CoveredItem",
    "MatrixMark",
    "MatrixRow",
    "Policy",
    "PolicyVersion",
    "Post",
    "Priority",
    "PriorityCalendar",
    "ProductionDay",
    "Service",
    "SupportChannel",
    "Threshold",
    "UpdateCadence",
    "WorkCalendar",
]
