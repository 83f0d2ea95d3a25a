"""The secret key and the hosts: generated for a trial, demanded in production."""

import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

SHORTEST = 32


def secret_key(env: environ.Env, data: Path, *, production: bool) -> str:
    """SECRET_KEY or the content of SECRET_KEY_FILE; without either a trial keeps its own key in DATA."""
    key = str(env.str("SECRET_KEY", default=""))
    if key:
        if production and len(key) < SHORTEST:
            raise ImproperlyConfigured(f"SECRET_KEY is shorter than {SHORTEST} characters: make a longer one.")
        return key
    if production:
        raise ImproperlyConfigured("Production needs SECRET_KEY or SECRET_KEY_FILE.")
    return _own_key(data / "secret.key")


def hosts(base_url: str, *, production: bool) -> list[str]:
    """The names this server answers to: its BASE_URL, and the loopback names in a trial."""
    name = urlsplit(base_url).hostname or "localhost"
    return [name] if production else sorted({name, "localhost", "127.0.0.1", "[::1]"})


def _own_key(path: Path) -> str:
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        return secrets.token_urlsafe(48)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        key = secrets.token_urlsafe(48)
        file.write(key)
    return key
