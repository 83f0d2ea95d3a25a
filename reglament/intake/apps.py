from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "reglament.intake"
    label = "intake"
