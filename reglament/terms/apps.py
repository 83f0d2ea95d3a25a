from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig, apps


class TermsConfig(AppConfig):
    name = "reglament.terms"
    label = "terms"

    def ready(self) -> None:
        # Each room declares the open values of its rules in its terms.py.
        for room in apps.get_app_configs():
            if room.name.startswith("reglament.") and find_spec(f"{room.name}.terms"):
                import_module(f"{room.name}.terms")
