"""Compose: a document becomes a page of HTML beside its stylesheets, as a house style has it.

The template contract, version 1. A style's body template sees

- ``meta``: title, subtitle (markup), authors, byline, organisation, date, iso_date, language, direction, summary,
  keywords, extra; empty where nothing is said;
- ``options``: the style's options by name, hyphens written as underscores;
- ``words``: generated words by key, hyphens written as underscores;
- ``contents``: entries with ``title``, ``anchor``, ``level`` and ``entries``; empty where there is to be no list.
  Of the options, ``contents`` (boolean) and ``contents-depth`` (integer) say so where a style has them;
- ``body``: the document, written out.

A style's ``nodes`` template may have a macro named after a node (``heading``, ``bullet_list``, ``code``) that is given
those of ``node``, ``content`` and ``html`` (the default markup) that it asks for. A paragraph that a tight list item
holds is written as bare text and by no macro.
"""

from briefkit.compose.page import Page, Sheet
from briefkit.compose.stage import compose, compose_probe
from briefkit.compose.style import HouseStyle, load_style

__all__ = ["HouseStyle", "Page", "Sheet", "compose", "compose_probe", "load_style"]
