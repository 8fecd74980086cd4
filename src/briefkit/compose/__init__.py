"""Compose: a document becomes a page of HTML beside its stylesheets, as a house style has it.

The template contract, version 1. A style's body template sees

- ``meta``: every field of `Meta` as text or markup, beside them byline, addressees, iso_date, is_draft and direction;
  empty where nothing is said;
- ``options``: the style's options by name, hyphens written as underscores;
- ``words``: generated words by key, hyphens written as underscores;
- ``contents``: entries with ``title``, ``number``, ``anchor``, ``level`` and ``entries``; empty where there is to be no
  list. Of the options, ``contents`` (boolean) and ``contents-depth`` (integer) say so where a style has them;
- ``figures``, ``tables``: entries with ``label``, ``title`` and ``anchor``; empty unless the boolean options
  ``list-of-figures`` and ``list-of-tables`` ask for them;
- ``body``: the document, written out;
- ``notes``: its footnotes, written out; empty where there are none. A template prints them behind the body.

Numbers of headings show in entries and references where the boolean option ``numbered-headings`` is on.

A style's ``nodes`` template may have a macro named after a node (``heading``, ``bullet_list``, ``code``) that is given
those of ``node``, ``content`` and ``html`` (the default markup) that it asks for. A paragraph is written by no macro
where a tight list item, a table's cell or a term's details hold it as bare text, and where a footnote ends in it.
"""

from briefkit.compose.page import Page, Sheet
from briefkit.compose.settings import Choices, choose
from briefkit.compose.stage import compose, compose_probe
from briefkit.compose.style import HouseStyle, load_style

__all__ = ["Choices", "HouseStyle", "Page", "Sheet", "choose", "compose", "compose_probe", "load_style"]
