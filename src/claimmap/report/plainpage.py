"""A fragment of HTML as a page of its own: one file, no scripts, nothing from elsewhere."""

from html import escape
from typing import Final

from claimmap.problems import printable

_STYLE: Final = """
:root{color-scheme:light dark}
body{font:1rem/1.45 system-ui,sans-serif;max-width:70rem;margin:1rem auto;padding:0 1rem;overflow-wrap:break-word}
table{border-collapse:collapse;margin:.6rem 0}
th,td{border:1px solid #8888;padding:.2rem .5rem;text-align:start;vertical-align:top}
@media print{body{max-width:none;margin:0}tr,li{break-inside:avoid}}
"""
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def plain_page(title: str, body: str) -> str:
    """Return a page.

    Args:
        title: Its title, as text.
        body: What it shows, as HTML in which every text is escaped.
    """
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(printable(title))}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )
