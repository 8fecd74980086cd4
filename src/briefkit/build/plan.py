"""The plan of a build: which sources, which project each belongs to, and where its files go."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath

from msgspec import Struct, field

from briefkit.build.jobs import Input, ReportJob
from briefkit.config import Layer, Project, Settings, Value, find_project, load_project
from briefkit.diagnostics import diagnose
from briefkit.diagnostics.report import Report
from briefkit.errors import UsageError
from briefkit.pipeline import FORMATS, Format, unknown_format
from briefkit.resources import real_path

STDIN = "-"
STDIN_NAME = "stdin"
SEEDS = "seeds"
DEFAULT_OUT = Path("output")


class Request(Struct, frozen=True):
    """What the caller asks for. No `sources`: the project's. `outputs` are files, `out` is a folder; not both.

    Paths are as typed, from the current folder; `-` among the sources is the standard input. All sources are in
    `source_format`; where that is empty, in the one that their names say.
    """

    sources: tuple[str, ...] = ()
    outputs: tuple[Path, ...] = ()
    out: Path | None = None
    root: Path | None = None
    command: Layer = field(default_factory=dict)
    source_format: str = ""


def plan_jobs(request: Request, report: Report) -> tuple[ReportJob, ...]:
    """The jobs of a build, in the order of the sources; `report` gets what is found in the project files.

    `UsageError` where the request cannot be met: nothing to build, an unknown format, two files of one name.
    """
    projects = _Projects(report)
    sources = _sources(request, projects)
    if request.outputs and len(sources) != 1:
        message = f"`-o` names the output of one source, and there are {len(sources)}"
        raise UsageError(diagnose("B205", message, hint="name a folder for them with `--out`"))
    jobs = tuple(_job(source, request, projects) for source in sources)
    _refuse_collisions(jobs)
    return jobs


class _Projects:
    """The projects that sources belong to; each file is read once."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._loaded: dict[Path, Project] = {}

    def around(self, folder: Path) -> Project | None:
        """The project that `folder` lies in, None where it lies in none."""
        file = find_project(folder)
        if file is None:
            return None
        if file not in self._loaded:
            self._loaded[file] = load_project(file, self._report, name=shown(file))
        return self._loaded[file]


def project_root(folder: Path) -> Path:
    """The folder that bounds what sources in `folder` may refer to: the project's, else `folder` itself."""
    file = find_project(folder)
    return folder if file is None else file.parent


def shown(path: Path) -> str:
    """`path` as messages call it: from the current folder where it lies in it."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


# Sources ------------------------------------------------------------------------------------------------------------


def _sources(request: Request, projects: _Projects) -> tuple[str, ...]:
    if not request.sources:
        return _project_sources(projects)
    once = {name if name == STDIN else str(real_path(Path(name))): name for name in reversed(request.sources)}
    return tuple(reversed(once.values()))


def _project_sources(projects: _Projects) -> tuple[str, ...]:
    """The files that the project's patterns match, else those in its folder of seeds."""
    project = projects.around(Path.cwd())
    root = project.root if project else Path.cwd()
    written = project.layer.get("sources") if project else None
    found = _matching(root, written) if written else _seeds(root)
    if found:
        return tuple(shown(path) for path in found)
    hint = (
        "name a source, as in `briefkit build report.md`, list some under `sources` in briefkit.toml, "
        f"or put some into `{SEEDS}/`"
    )
    if written is None:
        raise UsageError(diagnose("B010", "nothing to build", hint=hint))
    raise UsageError(diagnose("B010", f"no file matches {_listed(written.value)}", span=written.place.span, hint=hint))


def _matching(root: Path, patterns: Value) -> list[Path]:
    """The files below `root` that any of the patterns matches, sorted; `UsageError` for what is no such pattern."""
    found: set[Path] = set()
    for pattern in patterns.value:
        if PurePath(pattern).is_absolute() or ".." in PurePath(pattern).parts:
            message = f"`{pattern}` leads out of the project, a pattern below its folder was expected"
            raise UsageError(diagnose("B203", message, span=patterns.place.span))
        try:
            found.update(path for path in root.glob(pattern) if _may_be_file(path))
        except ValueError as error:
            message = f"`{pattern}` is not a pattern for files: {str(error).lower()}"
            raise UsageError(diagnose("B203", message, span=patterns.place.span)) from error
    return sorted(found)


def _may_be_file(path: Path) -> bool:
    """Whether `path` is a file, or lies where nobody may look: why it cannot be read is told when it is its turn."""
    try:
        return path.is_file()
    except OSError:
        return True


def _seeds(root: Path) -> list[Path]:
    """The files in `seeds/` that some reader reads."""
    from briefkit.read import FORMATS as READERS

    suffixes = {suffix for reader in READERS.values() for suffix in reader.suffixes}
    return [path for path in _matching(root, Value([f"{SEEDS}/*"])) if path.suffix.lower() in suffixes]


# Jobs ---------------------------------------------------------------------------------------------------------------


def find_input(name: str, *, root: Path | None, command: Layer, report: Report, source_format: str = "") -> Input:
    """The source called `name` (`-`: the standard input) with the settings of the project it lies in."""
    return _input(name, Request(root=root, command=command, source_format=source_format), _Projects(report))


def _input(name: str, request: Request, projects: _Projects) -> Input:
    path = None if name == STDIN else Path(name)
    folder = path.parent if path else Path()
    project = projects.around(folder)
    settings = Settings(project=project.layer_in(folder) if project else {}, command=request.command)
    root = request.root or (project.root if project else folder)
    return Input(path, name if path else STDIN_NAME, root, settings, request.source_format)


def _job(name: str, request: Request, projects: _Projects) -> ReportJob:
    source = _input(name, request, projects)
    if request.outputs:
        return ReportJob(source, named_outputs(request.outputs))
    if source.path is None and request.out is None:
        hint = f"say where it goes: `-o report.pdf`, or `--out DIR` for `DIR/{STDIN_NAME}.pdf`"
        raise UsageError(diagnose("B205", "the standard input has no name to call the output by", hint=hint))
    folder = request.out or _default_folder(projects.around(source.base), source.settings)
    stem = source.path.stem if source.path else STDIN_NAME
    return ReportJob(source, _outputs_in(folder, stem, source.settings))


def _default_folder(project: Project | None, settings: Settings) -> Path:
    """The folder for outputs where the request names none: the project's, else `output` in the current folder."""
    if settings.out:
        return Path(shown(Path(settings.out)))
    return Path(shown(project.root / DEFAULT_OUT)) if project else DEFAULT_OUT


def _outputs_in(folder: Path, stem: str, settings: Settings) -> dict[str, Path]:
    """``{stem}{suffix}`` in `folder` for each format asked for; `UsageError` for one that is not there."""
    unknown = [settings.placed(unknown_format(name)) for name in settings.formats if name not in FORMATS]
    if unknown:
        raise UsageError(*unknown)
    return {name: folder / f"{stem}{FORMATS[name].suffix}" for name in settings.formats}


def named_outputs(paths: Iterable[Path], formats: Mapping[str, Format] = FORMATS) -> dict[str, Path]:
    """The named files by the one of `formats` that their suffixes ask for.

    `UsageError` where they ask for none, or for one twice.
    """
    return by_suffix(paths, {format_.suffix: name for name, format_ in formats.items()})


def by_suffix(paths: Iterable[Path], formats: Mapping[str, str], *, also: str = "") -> dict[str, Path]:
    """The files by the name of the format that each suffix stands for; `also` goes with the hint at the suffixes.

    `UsageError` where they ask for none (B206), or for one twice (B205).
    """
    outputs: dict[str, Path] = {}
    for path in paths:
        name = formats.get(path.suffix.lower())
        if name is None:
            message = f"`{path}` does not end in the suffix of an output format"
            raise UsageError(diagnose("B206", message, hint=f"the suffixes are {_listed(formats)}{also}"))
        if name in outputs:
            message = f"`{outputs[name]}` and `{path}` are two outputs of one format"
            raise UsageError(diagnose("B205", message, hint="copy the one to the other's name"))
        outputs[name] = path
    return outputs


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _refuse_collisions(jobs: Iterable[ReportJob]) -> None:
    """`UsageError` where two jobs would write one file, on disks too that do not tell upper from lower case."""
    taken: dict[str, ReportJob] = {}
    for job in jobs:
        for path in job.outputs.values():
            other = taken.setdefault(unicodedata.normalize("NFC", os.path.normpath(path.absolute())).casefold(), job)
            if other is not job:
                message = f"`{other.name}` and `{job.name}` would both be written to `{path}`"
                hint = "rename one, or build them one by one with a name (`-o FILE`) or a folder (`--out DIR`) each"
                raise UsageError(diagnose("B011", message, hint=hint))
