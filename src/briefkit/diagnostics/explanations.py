"""Each rule's cause and cure, in a sentence or two: what `docs/rules.md` says of it.

Beside the table of rules and not in it, so that a build does not load what it never prints; a test holds the two
together.
"""

from __future__ import annotations

from typing import NamedTuple


class Explanation(NamedTuple):
    """Why a rule speaks, and what to do about it."""

    cause: str
    cure: str


EXPLANATIONS: dict[str, Explanation] = {
    "B001": Explanation(
        "There is no file of this name: a source, or a file that a source, a page or a style names.",
        "Look at the spelling; the hint has files that are there. Paths you type start from the current folder.",
    ),
    "B002": Explanation(
        "The system does not give the file: permission is denied, it is a folder, or no ordinary file.",
        "Take the reason in the message away: give yourself the right to read it, or name the files in the folder.",
    ),
    "B003": Explanation("The file has no words in it.", "Save the text in your editor, and build again."),
    "B004": Explanation(
        "The bytes are those of a PDF, a Word file, a picture or the like, or have control characters in them.",
        "Save the text itself as `.txt` or `.md`, in UTF-8.",
    ),
    "B005": Explanation(
        "The bytes make no text in UTF-8, UTF-16, UTF-32 or Windows-1252.", "Save the file as UTF-8 in your editor."
    ),
    "B006": Explanation(
        "A source has more than 8 MiB, or another file more than 64 MiB.",
        "Split the source; make the picture or font smaller.",
    ),
    "B007": Explanation(
        "The file's suffix is that of no format that is read.",
        "Rename it, or say what it is with `--from markdown` or `--from text`. For HTML there is `briefkit render`.",
    ),
    "B008": Explanation(
        "A source may read files of its project only: those below the folder of `briefkit.toml`, else below its own.",
        "Move the file into the project, or name a folder that holds both with `--root DIR`.",
    ),
    "B009": Explanation(
        "The file is not UTF-8, and its encoding was guessed; or it has characters that print cannot hold.",
        "Save it as UTF-8, and look the place up that the message names.",
    ),
    "B010": Explanation(
        "No source is named, the project lists none that is there, and `seeds/` is empty.",
        "Name a source after `briefkit build`, or list some under `sources` in `briefkit.toml`.",
    ),
    "B011": Explanation(
        "Outputs are named after their sources, and two sources have one name (`a/brief.md` and `b/brief.md`).",
        "Rename one, or build them one by one with `-o FILE` or `--out DIR`.",
    ),
    "B012": Explanation(
        "What was given as a document's JSON is no JSON, or not as `briefkit inspect --json` writes it.",
        "Mend the value at the path that the message names.",
    ),
    "B013": Explanation(
        "Lists and quotes in the JSON hold one another more deeply than a document may.",
        "Take out those that hold nothing but the next.",
    ),
    "B014": Explanation(
        "A source that is read as plain text begins with front matter, which only Markdown has.",
        "Name the file `.md` or give `--from markdown`; `--from text` says that it is plain text.",
    ),
    "B101": Explanation(
        "HTML tags in Markdown are not taken over, so that all formats say the same.",
        "Write it in Markdown; the guide has a way for each element.",
    ),
    "B102": Explanation(
        "Lists, quotes and notes hold one another so deeply that no page has room for it.",
        "Take out levels that hold nothing but the next.",
    ),
    "B103": Explanation(
        "The word in `[!…]` is none of the kinds of callouts; a note is made of it, and the word becomes its title.",
        "Write `NOTE`, `WARNING`, `KEY-JUDGEMENT`, `RECOMMENDATION`, `DEFINITION` or `BOX`.",
    ),
    "B104": Explanation(
        "A link or a picture leads where no report should: to a program (`javascript:`) or a file of the machine.",
        "Link to a web address, a mail address or `#id`.",
    ),
    "B105": Explanation(
        "A block of code or a div has no end, or an end has no beginning.",
        "End code with a line of as many backticks as it began with, a div with a line of `:::`.",
    ),
    "B106": Explanation(
        "Two footnotes have one label; the first counts.", "Give the second another label, and call it by that."
    ),
    "B107": Explanation(
        "A footnote is defined, and nothing calls it: it is not printed.", "Write `[^label]` where it belongs."
    ),
    "B108": Explanation(
        "A block or words marked as HTML or LaTeX (`{=html}`) are of one format only, and are left out.",
        "Write it in Markdown, or leave it out.",
    ),
    "B109": Explanation(
        "A value in braces is none that its name may have, and is passed over.",
        "Write one of the values in the hint.",
    ),
    "B110": Explanation(
        "`[^label]` calls a footnote that is not there; the report shows the call as it was written.",
        "Write a paragraph `[^label]: …`, or mend the label.",
    ),
    "B111": Explanation(
        "A row has more or fewer cells than its table has columns.", "Write a bar between all cells, and none beyond."
    ),
    "B112": Explanation(
        "A drawn table has a border that ends nowhere; its lines are shown as they stand.",
        "Draw the border to its end, at the place that the message names.",
    ),
    "B113": Explanation(
        "The class of a div is nearly `note`, `recommendation` or another word with a meaning, and is none itself: "
        "the div looks like any text.",
        "Write the word in the hint. A class that the style's CSS selects is never taken for a slip.",
    ),
    "B114": Explanation(
        "A plain text has no markup: what its lines are is told from how they look, and here two readings are near.",
        "If it is read wrong, run `briefkit convert` and correct the Markdown. `inspect --why LINE` says what decided.",
    ),
    "B115": Explanation(
        "A plain text has lines that count its pages, as text copied out of a PDF does; they, and what is repeated "
        "beside them, are no part of the text.",
        "If a line belongs to the text, take the page numbers out of the file, or build from Markdown.",
    ),
    "B201": Explanation(
        "The values at the top of the source cannot be read; their lines are shown where the text begins.",
        "Mend the line that the message names. In YAML, a value with a colon or a quotation mark in it needs quotes.",
    ),
    "B202": Explanation(
        "A key is none that is known there: a slip, or a setting in the wrong place.",
        "Write the key in the hint. Keys of your own are kept, and reach templates as `meta.extra`.",
    ),
    "B203": Explanation(
        "A value is not of the kind that its key takes, and is left out; a wrong date is printed as it was written.",
        "Write it as in the hint, or as in the reference of keys.",
    ),
    "B204": Explanation(
        "`briefkit.toml` is no TOML; the message says what is wrong, and where.", "Mend the line that it names."
    ),
    "B205": Explanation(
        "An option or variable of the style is not there or does not take the value, or options contradict each other.",
        "Write a value in the hint; `briefkit styles show NAME` lists all.",
    ),
    "B206": Explanation(
        "No output format has this name or suffix.", "Ask for `pdf`, `docx` or `html`, or name the output accordingly."
    ),
    "B207": Explanation(
        "Two keys are other words for one field, such as `author` and `authors`; the first counts.", "Keep one of them."
    ),
    "B208": Explanation(
        "`authors` is one line that reads like several names, and what stands in one line is one author.",
        "Write a list: `authors: [Anna Weber, Tom Lind]`. A list of one, `[Weber & Lind]`, is one name.",
    ),
    "B301": Explanation(
        "No house style has this name, or the folder holds no `style.toml`.",
        "Write a name that `briefkit styles list` has, or a folder with a slash in it: `./house`.",
    ),
    "B302": Explanation(
        "The style's `style.toml` is no TOML, has a key that is not known, or names a file that is not there.",
        "Mend the line that the message names; the page on house styles has all keys.",
    ),
    "B303": Explanation(
        "A template of the style is not valid Jinja, or asks for something that is not there.",
        "Mend the line that the message names; the page on house styles lists what templates see.",
    ),
    "B304": Explanation(
        "A template loops or includes without an end in sight, or writes more than a page can hold.",
        "Give the loop an end.",
    ),
    "B305": Explanation(
        "A declaration in a stylesheet is not known or not understood, and has no effect.",
        "Mend it, or leave it out; the message has its place.",
    ),
    "B306": Explanation(
        "A bracket, a string or a comment in a stylesheet has no end, so that all rules after it would vanish.",
        "Close it at the place that the message names.",
    ),
    "B307": Explanation(
        "A `briefkit-font:` address names a face that no installed font package has.",
        "Install the package of the font, or name a face that is there.",
    ),
    "B308": Explanation(
        "A catalogue of words (`words/LANGUAGE.po`) is not as gettext writes it.",
        "Mend the line that the message names.",
    ),
    "B401": Explanation(
        "Layout reports something about the page that no other rule is about.", "See the message; it is WeasyPrint's."
    ),
    "B402": Explanation(
        "The page cannot be laid out: its elements nest too deeply, or its styles ask for the impossible.",
        "Flatten what is nested; where only a style of your own fails, take its last change back.",
    ),
    "B403": Explanation(
        "A stylesheet, a font or a picture that the page refers to is missing, outside the project or on the network.",
        "Save a copy in the project, and refer to that.",
    ),
    "B404": Explanation(
        "No font of the style has a character, such as an emoji or an arrow; a box stands in its place.",
        "Write it otherwise, or add a font that has it to the style.",
    ),
    "B405": Explanation(
        "No font of the style has a letter or a digit: words of a script that the style is not made for.",
        "Add a font for the script to the style, in `@font-face`.",
    ),
    "B406": Explanation(
        "A footnote is higher than the page, and is cut off: a footnote is not split.",
        "Shorten it, or take a part of it into the text.",
    ),
    "B407": Explanation(
        "A footnote is called where no page can print it: in a running header, or in what is positioned.",
        "Call it in the text.",
    ),
    "B408": Explanation(
        "Layout found no place for some text, as in a table that calls many footnotes.",
        "Call footnotes outside of tables, or make the rows of the table lower.",
    ),
    "B501": Explanation(
        "A link leads to an id that the page does not have, or to an address that is none.",
        "Mend the address, or give its target the id.",
    ),
    "B502": Explanation(
        "A figure's picture, or the logo, says nothing to those who do not see it (WCAG 2.2, 1.1.1). A caption stands "
        "beside the picture, not in its place.",
        "Write `![what it shows](file.png)`, for a logo `{source: …, alt: …}`. `{.decoration}` behind a picture says "
        "that it only adorns the page; one in a line of text needs none.",
    ),
    "B503": Explanation(
        "A page given to `briefkit render` does not say its title or its language, which PDF/UA asks for.",
        'Give it a `<title>`, and write `<html lang="en">`.',
    ),
    "B504": Explanation(
        "A heading is more than one level below the one before it, so that a level is missing for readers by ear.",
        "Put it one level below, or give the sections between a heading.",
    ),
    "B505": Explanation(
        "A reference or a link leads to an id that nothing in the document has; the report marks it.",
        "Write the id in the hint, or give what is meant one: `{#fig:boats}`.",
    ),
    "B506": Explanation(
        "Two things have one id; what refers to it is led to the first.", "Give the second another id."
    ),
    "B507": Explanation(
        "A picture is missing, outside the project, on the network or no picture; its text stands in its place.",
        "Mend the path, which starts from the source's folder, or save the picture as PNG, JPEG or SVG.",
    ),
    "B508": Explanation(
        "A picture has more bytes or pixels than can be laid out; its text stands in its place.", "Scale it down."
    ),
    "B601": Explanation(
        "A property of CSS is left out of the Word file, which has nothing like it; the PDF has it.",
        "Leave it, or write the style otherwise: the page on house styles says what carries over.",
    ),
    "B602": Explanation(
        "A font's licence or kind does not allow it in the Word file; readers without it see another one.",
        "Choose a font that may be embedded.",
    ),
    "B701": Explanation(
        "An output is not as briefkit wrote it, so somebody has worked on it: it was kept, the new one not written.",
        "`--keep-edits` writes the new one beside it, `--overwrite` replaces it.",
    ),
    "B702": Explanation(
        "An output cannot be written: permission, a full disk, or something else in its place.",
        "Take the reason in the message away, or name another place with `--out DIR` or `-o FILE`.",
    ),
    "B703": Explanation(
        "With `--keep-edits`, an output that somebody edited was left alone.",
        "Take over from the new file what you need; the message has its name.",
    ),
    "B801": Explanation(
        "`briefkit convert` met something that Markdown has no form for; what was written reads back otherwise.",
        "Look at the place in the Markdown file, or convert to JSON, which holds all.",
    ),
    "B802": Explanation(
        "A picture or a font cannot be put into the HTML file, which is to stand alone.", "Save a copy in the project."
    ),
    "B901": Explanation(
        "Pango or a Python package that briefkit works with is not installed.",
        "Run the line in the hint; `briefkit doctor` says what else is missing.",
    ),
    "B902": Explanation(
        "The machine has less memory than the document takes.", "Split the source, or make its pictures smaller."
    ),
    "B999": Explanation(
        "This is a fault in briefkit, not in your files.",
        "Report it with what `--verbose` shows and, where you can, the source.",
    ),
}
"""By the rule's id."""
