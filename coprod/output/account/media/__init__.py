"""One module for each way of showing an account; each shows every block, and knows nothing of what is said."""

from coprod.version import __version__

#: What a page says near its beginning of the program that made it, in HTML and in Markdown.
GENERATOR = f'<meta name="generator" content="coprod {__version__}">'
COMMENT = f"<!-- Made by coprod {__version__} -->"

#: How every version begins to say that: what holds one of these, coprod wrote, and may write over.
OWN = ('<meta name="generator" content="coprod ', "<!-- Made by coprod ")
