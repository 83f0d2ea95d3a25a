"""What import-linter cannot see: keys named by a string and migrations obey the same steps as imports."""

from collections.abc import Iterator

from django.apps import apps
from django.db import models
from django.db.migrations.loader import MigrationLoader

from tests.house.plan import points_down, room_of, steps


def relations() -> Iterator[tuple[str, str, str]]:
    """(room, room it points to, field) for each key of our tables, the tables behind many-to-many keys included."""
    for model in apps.get_models(include_auto_created=True):
        room = room_of(model.__module__)
        for field in model._meta.get_fields():
            if not room or not isinstance(field, models.ForeignKey | models.ManyToManyField):
                continue
            target = field.remote_field.model
            if (other := room_of(target.__module__)) is not None:
                yield room, other, f"{model._meta.label}.{field.name} → {target._meta.label}"


def test_keys_point_down() -> None:
    wrong = [field for room, other, field in relations() if not points_down(room, other)]
    assert not wrong, "\n".join(wrong)


def test_migrations_point_down() -> None:
    ours = {config.label: room for config in apps.get_app_configs() if (room := room_of(config.name))}
    wrong = []
    for (label, name), migration in MigrationLoader(None).disk_migrations.items():
        for other, on in [*migration.dependencies, *((app, name) for app, name in migration.run_before)]:
            if label in ours and other in ours and not points_down(ours[label], ours[other]):
                wrong.append(f"{label}.{name} → {other}.{on}")
    assert not wrong, "\n".join(wrong)


def test_every_app_is_a_room_of_the_plan() -> None:
    rooms = {room for config in apps.get_app_configs() if (room := room_of(config.name))}
    assert rooms <= steps().keys()
