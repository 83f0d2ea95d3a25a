from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "reglament.demo"
    label = "demo"
