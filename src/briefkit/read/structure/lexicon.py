"""Closed lists of words, a paragraph a language. Shapes decide first; these help where a language has such words."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FUNCTION_WORDS = _words("""
    a an the of and or in on for to with from by at as is are be vs via its our your their this that how what
    why into over not it between through per without within about after before than up out no nor but so if all
    der die das des dem den ein eine einer eines einem einen und oder in im am an auf aus bei für mit nach von
    vom vor zu zum zur über unter wie
    le la les l un une des du de d et ou en dans sur pour par avec sans au aux vers chez ce cette ces que qui
    el los las una uno unos unas y o u del al por para con sin sobre entre su sus se que
    il lo gli i una uno dei delle della dello degli dell nel nella e ed o per con su tra fra
    os as um uma dos das do da no na nos nas em com por para e ou de
    het een en of van voor met op in te bij naar door
""")
"""Words that keep their small letters in titles."""

VERBS = _words("""
    is are was were be been has have had will would can could should may might must do does did says said shows
    include includes need needs means makes make am isn't don't doesn't aren't can't won't get gets use uses
    used
    ist sind war waren wird werden hat haben kann können muss müssen soll sollen
    est sont était étaient sera seront a ont peut peuvent doit doivent
    es son era eran será ha han puede pueden debe deben fue fueron
    è sono era erano sarà hanno può possono deve devono
""")
"""Verbs that sentences have and headings seldom do."""

PRONOUNS = _words("""
    we i you he she they it this these those there here my our your his her their
    wir ich sie er es dies diese dieser ihr unser
    nous je vous il elle ils elles ce cette ces
    yo nosotros ellos
""")
"""Words that stand for things named before: they begin sentences, not headings."""

ARTICLES = _words("""
    the a an
    der die das ein eine
    le la les un une
    el los las
    il lo gli
    os as um uma
    de het een
""")

QUESTIONS = _words("""
    what why how when who where which whose is are do does can should will was
    warum wie wann wer wo welche welcher wozu
    pourquoi comment quand qui où quel quelle
    que qué por cómo cuándo quién dónde cuál
    che perché come quando chi dove
""")
"""Words that questions begin with."""

HEADING_WORDS = _words("""
    introduction conclusion conclusions abstract summary background overview methods methodology method results
    discussion acknowledgements acknowledgments acknowledgement appendix annex contents section chapter part
    recommendations recommendation executive key next further related credits rationale motivation purpose scope
    definition definitions example examples step question questions note context analysis findings outlook
    preface foreword glossary limitations implications challenges benefits objectives goals resources
    requirements copyright implementation specification faq about contributors authors
    einleitung einführung zusammenfassung hintergrund überblick methoden ergebnisse diskussion fazit ausblick
    anhang inhalt inhaltsverzeichnis kapitel teil abschnitt empfehlungen danksagung vorwort schluss
    résumé contexte méthodes résultats conclusion annexe sommaire chapitre partie recommandations remerciements
    introducción resumen antecedentes métodos resultados discusión conclusiones anexo índice capítulo parte
    introduzione riassunto contesto metodi risultati discussione conclusioni appendice indice capitolo
    introdução resumo contexto métodos resultados discussão conclusões anexo índice capítulo
""")
"""Words that are headings by themselves or begin them."""

TOP_HEADINGS = _words("""
    introduction conclusion conclusions summary abstract background overview appendix acknowledgements
    acknowledgments discussion methods results faq
    einleitung fazit zusammenfassung anhang schluss
    résumé
    introducción conclusión conclusiones
    introduzione
""")
"""Headings of sections that are part of no other."""

SERIES_WORDS = _words("""
    step example note option phase level question q article principle case fact myth goal threat
""")
"""Words that headings in a row begin with (Step 1, Step 2)."""

PART_WORDS = _words("""
    chapter part section appendix annex
    kapitel teil anhang
    chapitre partie
""")
"""What a document is divided into."""

REFERENCE_HEADINGS = _words("""
    references reference bibliography endnotes endnote notes footnotes sources citations
    literatur literaturverzeichnis quellen quellenverzeichnis anmerkungen fußnoten endnoten
    références bibliographie notes sources
    referencias bibliografía notas fuentes
    bibliografia riferimenti note fonti
    referências
    literatuur bronnen noten
    参考文献 注释 参考资料 脚注 注
    المراجع مراجع
    הערות מקורות
    संदर्भ
""") | {"works cited", "literature cited", "references cited", "notes and references"}
"""Headings that notes and references stand under."""

CONTENTS_HEADINGS = _words("""
    contents
    inhalt inhaltsverzeichnis
    sommaire
    índice
    indice
    inhoud
    目录 目次
""") | {"table of contents", "in this article", "on this page"}
"""Headings that a list of contents stands under."""

BYLINE_WORDS = _words("""
    by published posted author authors updated written last date contact
    von veröffentlicht autor autoren autorin stand
    par publié auteur auteurs
    por publicado autor
    di pubblicato autore
    door
""")
"""Words that lines about the author and the date begin with."""

CAPTION_WORDS = (
    "figure|fig|table|box|chart|exhibit|map|photo|image|source|graph|diagram|listing|plate"
    "|abbildung|abb|tabelle|tab|kasten|karte|quelle"
    "|tableau|graphique|encadré|carte"
    "|cuadro|tabla|gráfico|figura|mapa|fuente"
    "|tabella|fonte"
    "|figuur|tabel"
)
"""What captions begin with, as a pattern's alternatives."""

MONTHS = (
    "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
    "|mär|mai|okt|dez"
    "|janv|févr|mars|avr|juin|juil|août|sept|déc"
    "|ene|abr|ago|dic"
    "|gen|mag|giu|lug|set|ott"
)
"""How the names of months begin, as a pattern's alternatives."""
