"""What setup.cfg cannot say: the wheel carries the templates, and is never built without its assets."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).parent
NEEDED = {
    "webapp/built/manifest.json": "the assets are not built",
    "webapp/web/translations/en/LC_MESSAGES/messages.mo": "the translations are not compiled",
}


class BuildWithTemplates(build_py):
    """Refuses a wheel that could not serve its pages, and adds templates/ as webapp/templates/."""

    def run(self) -> None:
        if not self.editable_mode:
            for name, problem in NEEDED.items():
                if not (ROOT / name).is_file():
                    raise SystemExit(f"Gelar cannot be packaged: {problem}. Run bin/assets first.")
        super().run()
        if not self.editable_mode:
            shutil.copytree(ROOT / "templates", Path(self.build_lib) / "webapp" / "templates", dirs_exist_ok=True)


setup(cmdclass={"build_py": BuildWithTemplates})
