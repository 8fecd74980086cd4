"""Merging what several places say about a document."""

from __future__ import annotations

from msgspec.structs import asdict, replace

from briefkit.model.nodes import Meta


def merge_meta(under: Meta, over: Meta) -> Meta:
    """What `over` says, and what `under` says where `over` says nothing; `extra` key by key."""
    said = {name: value for name, value in asdict(over).items() if value and name != "extra"}
    return replace(under, **said, extra={**under.extra, **over.extra})
