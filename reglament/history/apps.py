from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig, apps


class HistoryConfig(AppConfig):
    name = "reglament.history"
    label = "history"

    def ready(self) -> None:
        # Each room says in its events.py what can happen in it.
        for room in apps.get_app_configs():
            if room.name.startswith("reglament.") and find_spec(f"{room.name}.events"):
                import_module(f"{room.name}.events")
