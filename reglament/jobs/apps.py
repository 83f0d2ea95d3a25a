from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig, apps


class JobsConfig(AppConfig):
    name = "reglament.jobs"
    label = "jobs"

    def ready(self) -> None:
        # Each room says in its jobs.py what it leaves for later.
        for room in apps.get_app_configs():
            if room.name.startswith("reglament.") and find_spec(f"{room.name}.jobs"):
                import_module(f"{room.name}.jobs")
