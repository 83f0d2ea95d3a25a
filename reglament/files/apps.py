from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "reglament.files"
    label = "files"
