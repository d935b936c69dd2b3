"""`pip install` compiles the catalogues of languages by Babel's command; all else is in pyproject.toml."""

from setuptools import setup
from setuptools.command.build import build

build.sub_commands.insert(0, ("compile_catalog", None))
setup()
