from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "reglament.config"
    label = "config"

    def ready(self) -> None:
        from reglament.config import checks  # noqa: F401, PLC0415  checks register themselves on import
