from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "reglament.cases"
    label = "cases"
