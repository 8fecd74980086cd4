"""The one door: everything that touches files, fonts or the clock goes through a `Resources` object.

`LocalResources` opens the disk of this machine, confined to a root folder; `MemoryResources` holds all it needs and
opens nothing. There is no door to the network.
"""

from __future__ import annotations

import dataclasses
import difflib
import errno
import os
import re
import stat
import sys
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Protocol
from urllib.parse import unquote

from msgspec import Struct, field

from briefkit.diagnostics import diagnose
from briefkit.errors import DocumentError, UnavailableError, UsageError

MAX_FILE_BYTES = 64 * 1024 * 1024
"""No file that a build reads may be larger; what it is read for may set a lower limit."""

MAX_EPOCH = 253_402_300_799
"""The last second of the year 9999, in seconds since 1970: dates have four digits for the year."""

SIMILAR = 0.8
"""How much alike two files' names are, from 0 to 1, where one may be a slip for the other."""

MAX_LISTED = 3
"""How many files a hint lists where none has a name that is alike."""

FONT_SCHEME = "briefkit-font"
"""``briefkit-font:Spectral/600/italic``: a face of a font package, by family, weight and (optional) ``italic``."""


@dataclasses.dataclass(frozen=True)
class FontFile:
    """A static TrueType or OpenType file: the face of `family` with this weight (100–900) and slant."""

    family: str
    weight: int
    is_italic: bool
    data: bytes = dataclasses.field(repr=False)


class Resources(Protocol):
    """What a build may read. All methods raise `UnavailableError` for what is not there or not allowed."""

    def read(self, path: Path) -> bytes:
        """The bytes of a file of the project; `DocumentError` where it is larger than `MAX_FILE_BYTES`."""
        ...

    def read_style(self, style: str, name: str) -> bytes:
        """The file `name` of the house style called, or standing in the folder, `style`.

        `UsageError` where there is no such style.
        """
        ...

    def style_names(self) -> tuple[str, ...]:
        """The house styles that can be named, sorted."""
        ...

    def font(self, url: str) -> FontFile:
        """The face that a ``briefkit-font:`` URL names."""
        ...

    def source_date_epoch(self) -> int | None:
        """Seconds since 1970 that the surroundings ask to be dated by (``SOURCE_DATE_EPOCH``), or None.

        `UsageError` where they say something else than a number of seconds.
        """
        ...


_PACKAGE = Path(__file__).resolve().parent


def style_folders(package: Path = _PACKAGE) -> tuple[Path, ...]:
    """Where house styles are shipped: inside `package` (a wheel), then beside it (a checkout); those that exist."""
    checkout = [package.parent.parent / "styles"] if package.parent.name == "src" else []
    return tuple(folder for folder in (package / "styles", *checkout) if folder.is_dir())


def is_style_folder(style: str) -> bool:
    """Whether `style` is meant as a folder (``./house``, ``styles/own``) and not as the name of a house style."""
    return "/" in style or os.sep in style or style.startswith(".")


class LocalResources:
    """The disk of this machine. `root` bounds what of the project may be read, symbolic links resolved."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()

    def read(self, path: Path) -> bytes:
        real = real_path(path)
        if not real.is_relative_to(self.root):
            raise UnavailableError(
                diagnose(
                    "B008",
                    f"`{path}` lies outside the project's folder `{self.root}`",
                    hint="move the file into the project, or name a folder that holds both: `--root DIR`",
                )
            )
        return read_file(real, known_as=path)

    def read_style(self, style: str, name: str) -> bytes:
        folder = self._style_folder(style).resolve()
        path = (folder / name).resolve()
        if not path.is_relative_to(folder):
            raise UnavailableError(diagnose("B008", f"`{name}` lies outside the folder of the style `{style}`"))
        return read_file(path)

    def _style_folder(self, style: str) -> Path:
        places = (Path(style),) if is_style_folder(style) else tuple(folder / style for folder in style_folders())
        for place in places:
            try:
                is_found = (place / "style.toml").is_file()
            except OSError as error:
                raise unreadable(place, error) from error
            if style and is_found:
                return place
        raise unknown_style(style, self.style_names())

    def style_names(self) -> tuple[str, ...]:
        return tuple(sorted({found.parent.name for folder in style_folders() for found in folder.glob("*/style.toml")}))

    def font(self, url: str) -> FontFile:
        return packaged_font(url)

    def source_date_epoch(self) -> int | None:
        return parse_epoch(os.environ.get("SOURCE_DATE_EPOCH", ""))


class MemoryResources(Struct, frozen=True):
    """All a job needs, held in memory.

    Project files go by POSIX path, style files by style and name, fonts by URL (without percent escapes).
    """

    files: Mapping[PurePosixPath, bytes] = field(default_factory=dict)
    styles: Mapping[str, Mapping[str, bytes]] = field(default_factory=dict)
    fonts: Mapping[str, FontFile] = field(default_factory=dict)
    epoch: int | None = None

    def read(self, path: Path) -> bytes:
        try:
            return self.files[PurePosixPath(path.as_posix())]
        except KeyError:
            raise UnavailableError(diagnose("B001", f"`{path}` is missing")) from None

    def read_style(self, style: str, name: str) -> bytes:
        if style not in self.styles:
            raise unknown_style(style, self.style_names())
        try:
            return self.styles[style][name]
        except KeyError:
            raise UnavailableError(diagnose("B001", f"the style `{style}` has no file `{name}`")) from None

    def style_names(self) -> tuple[str, ...]:
        return tuple(sorted(self.styles))

    def font(self, url: str) -> FontFile:
        try:
            return self.fonts[unquote(url)]
        except KeyError:
            raise missing_font(url) from None

    def source_date_epoch(self) -> int | None:
        return self.epoch


def read_file(path: Path, *, known_as: Path | None = None) -> bytes:
    """The bytes of the file at `path`; the error says in plain words why there are none, and calls it `known_as`.

    Only regular files are opened: reading a pipe or a device may never end. `DocumentError` (B006) for a file of more
    than `MAX_FILE_BYTES`.
    """
    name = known_as or path
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode) and not stat.S_ISDIR(found.st_mode):
            hint = "send what comes through a pipe to `briefkit build -`"
            raise UnavailableError(diagnose("B002", f"cannot read `{name}`: it is not a file", hint=hint))
        with path.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise unreadable(name, error) from error
    if len(data) > MAX_FILE_BYTES:
        raise _too_large(f"`{name}`", max(found.st_size, len(data)))
    return data


def read_standard_input() -> bytes:
    """All that comes through the standard input; `DocumentError` (B006) past `MAX_FILE_BYTES`."""
    data = sys.stdin.buffer.read(MAX_FILE_BYTES + 1)
    if len(data) > MAX_FILE_BYTES:
        raise _too_large("the standard input", len(data))
    return data


def _too_large(what: str, size: int) -> DocumentError:
    limit = MAX_FILE_BYTES // 2**20
    return DocumentError(diagnose("B006", f"{what} has {size / 2**20:.1f} MB; files of up to {limit} MB are read"))


def real_path(path: Path) -> Path:
    """`path` from the root of the disk, symbolic links followed as far as they lead anywhere."""
    return Path(os.path.realpath(path))  # unlike `Path.resolve`, without an exception for links in a circle


def unreadable(path: Path, error: OSError) -> UnavailableError:
    """The error for a file that the system does not give."""
    is_missing = error.errno == errno.ENOENT
    rule, hint = ("B001", _other_files(path)) if is_missing else ("B002", _cure(error))
    return UnavailableError(diagnose(rule, f"cannot read `{path}`: {reason(error)}", hint=hint))


def _other_files(path: Path) -> str:
    """A hint at the file whose name is most like that of `path`, else at some with its suffix in the same folder."""
    if not path.parent.is_dir():
        return f"there is no folder `{path.parent}`"
    try:
        names = sorted(file.name for file in path.parent.iterdir())
    except OSError:
        return ""  # nobody may look into it
    if near := difflib.get_close_matches(path.name, names, n=1, cutoff=SIMILAR):
        return f"did you mean `{path.with_name(near[0])}`?"
    alike = [name for name in names if PurePosixPath(name).suffix.lower() == path.suffix.lower() != ""]
    some = sorted(difflib.get_close_matches(path.name, alike, n=MAX_LISTED, cutoff=0))
    if some:
        return f"its folder has {', '.join(f'`{path.with_name(name)}`' for name in some)}"
    return f"its folder has no file that ends in `{path.suffix}`" if path.suffix else "its name has no suffix"


def _cure(error: OSError) -> str:
    """What to do where the system refuses to give a file; empty where there is nothing to say."""
    cures = {
        errno.EACCES: "see to it that you may read the file, and enter the folders it lies in",
        errno.EPERM: "see to it that you may read the file, and enter the folders it lies in",
        errno.EISDIR: "name a file in it",
        errno.ENOTDIR: "look where the path leads through the name of a file",
        errno.ENAMETOOLONG: "give it a shorter name",
        errno.ELOOP: "name the file itself in place of the link",
    }
    return cures.get(error.errno or 0, "")


def reason(error: OSError) -> str:
    """Why the system refused, in plain words."""
    reasons = {
        errno.ENOENT: "there is no such file or folder",
        errno.EISDIR: "it is a folder",
        errno.ENOTDIR: "what should be a folder on the way is a file",
        errno.EACCES: "permission is denied",
        errno.EROFS: "the disk is read-only",
        errno.ENOSPC: "the disk is full",
        errno.EFBIG: "the file grew larger than the system allows",
        errno.ENAMETOOLONG: "the name is too long",
        errno.ELOOP: "symbolic links lead in a circle",
    }
    return reasons.get(error.errno or 0, (error.strerror or str(error)).lower())


def parse_epoch(value: str) -> int | None:
    """The seconds in the text of SOURCE_DATE_EPOCH; None where it is empty, `UsageError` where it is no number."""
    if not value:
        return None
    if re.fullmatch("[0-9]{1,12}", value) and int(value) <= MAX_EPOCH:
        return int(value)
    raise UsageError(
        diagnose(
            "B205",
            f"SOURCE_DATE_EPOCH is `{value}`, whole seconds since 1970 were expected",
            hint="set it as in `SOURCE_DATE_EPOCH=$(date -d 2026-01-31 +%s)`, or unset it",
        )
    )


def unknown_style(style: str, known: tuple[str, ...]) -> UsageError:
    """The error for a style that is not there, with the names that are."""
    if is_style_folder(style):
        return UsageError(
            diagnose("B301", f"there is no style in `{style}`", hint="a style's folder holds a `style.toml`")
        )
    near = difflib.get_close_matches(style, known, n=1)
    meant = f"did you mean `{near[0]}`? " if near else ""
    names = f"the styles are {', '.join(f'`{name}`' for name in known)}" if known else "no styles are installed"
    return UsageError(
        diagnose(
            "B301", f"there is no style `{style}`", hint=f"{meant}{names}; write a folder with a slash: `./{style}`"
        )
    )


def missing_font(url: str) -> UnavailableError:
    """The error for a face that no font package has."""
    return UnavailableError(diagnose("B307", f"no font package has the face `{unquote(url)}`"))


def packaged_font(url: str) -> FontFile:
    """The static face named by a ``briefkit-font:`` URL, read from an installed font package."""
    import fontpkg  # costs an entry-point scan; only builds need it

    scheme, _, rest = url.partition(":")
    family, _, face = unquote(rest).partition("/")
    weight, _, style = face.partition("/")
    if scheme != FONT_SCHEME or not weight.isdecimal() or style not in {"", "italic"}:
        raise missing_font(url)
    try:
        path = fontpkg.path(family, weight=int(weight), style=style or "normal")
    except fontpkg.FontpkgError:
        raise missing_font(url) from None
    return FontFile(family, int(weight), style == "italic", read_file(path))
