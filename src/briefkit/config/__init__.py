"""Settings: what a build is asked to do, and where each value came from.

Later wins: the style's own defaults < `briefkit.toml` < front matter < ``--set`` and the other options.
"""

from briefkit.config.layers import Layer, Place, Value, read_layer
from briefkit.config.overrides import parse_overrides
from briefkit.config.project import PROJECT_FILE, Project, find_project, load_project
from briefkit.config.settings import DEFAULT_FORMATS, DEFAULT_STYLE, Settings, below

__all__ = [
    "DEFAULT_FORMATS",
    "DEFAULT_STYLE",
    "PROJECT_FILE",
    "Layer",
    "Place",
    "Project",
    "Settings",
    "Value",
    "below",
    "find_project",
    "load_project",
    "parse_overrides",
    "read_layer",
]
