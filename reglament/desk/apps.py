from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "reglament.desk"
    label = "desk"
