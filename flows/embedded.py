"""Settings for Prefect where the user has made none, set before Prefect is imported."""

from __future__ import annotations

import os
from pathlib import Path

HOME = ".prefect"

# Prefect reads these when it is imported. A user's own values win.
DEFAULTS = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    # Prefect gives its own server twenty seconds, which a busy machine exceeds.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
}
OWN = ("PREFECT_HOME", "PREFECT_API_URL", "PREFECT_PROFILE", "PREFECT_PROFILES_PATH")


def is_server_set() -> bool:
    """Tell whether the environment names a Prefect server to run against."""
    return bool(os.environ.get("PREFECT_API_URL"))


def prepare_prefect(processed: Path) -> None:
    """Set what Prefect's embedded server needs, unless the user has set it.

    processed: its history is kept in there, so that nothing is written to the user's home. Where
    the user has set up Prefect, that is used.
    """
    for name, value in DEFAULTS.items():
        os.environ.setdefault(name, value)
    is_set_up = (Path.home() / HOME / "profiles.toml").exists()
    if not is_set_up and not any(os.environ.get(name) for name in OWN):
        home = (processed / HOME).resolve()
        # Prefect makes its home only where the folder above is there.
        home.mkdir(parents=True, exist_ok=True)
        os.environ["PREFECT_HOME"] = str(home)
