from django.apps import AppConfig


class EquipmentConfig(AppConfig):
    name = "reglament.equipment"
    label = "equipment"
