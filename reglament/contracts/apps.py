from django.apps import AppConfig


class ContractsConfig(AppConfig):
    name = "reglament.contracts"
    label = "contracts"
