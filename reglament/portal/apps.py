from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "reglament.portal"
    label = "portal"
