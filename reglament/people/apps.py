from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "reglament.people"
    label = "people"
