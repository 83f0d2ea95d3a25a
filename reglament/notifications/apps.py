from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "reglament.notifications"
    label = "notifications"

    def ready(self) -> None:
        # The models a consumer reads exist only from here on.
        from reglament.history.record import consumer  # noqa: PLC0415
        from reglament.notifications import consuming  # noqa: PLC0415

        consumer(consuming.NAME, consuming.TABLES)
