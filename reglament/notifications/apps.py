from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "reglament.notifications"
    label = "notifications"
