from django.apps import AppConfig


class ClerkConfig(AppConfig):
    name = "reglament.clerk"
    label = "clerk"
