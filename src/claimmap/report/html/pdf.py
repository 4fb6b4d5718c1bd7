"""The page as PDF, printed by weasyprint: an extra, because it brings a layout engine with it."""

from typing import Any, NoReturn, final

from claimmap.extras import load
from claimmap.problems import ClaimmapError
from claimmap.reading import paused_gc


@final
class Refusing:
    """Refuses every address; weasyprint then goes on without what stands there."""

    _fail_on_errors = False

    def __call__(self, url: str, *_: Any, **__: Any) -> NoReturn:
        """Refuse an address."""
        raise ValueError(f"the page asks for {url[:80]!r}, and nothing is fetched")


def to_pdf(page: str) -> bytes:
    """Print a page made by `to_page`; nothing is fetched, from a network or a disk.

    Raises:
        ClaimmapError: weasyprint is not installed, or lacks a library of the system.
    """
    try:
        weasyprint = load("weasyprint", "a PDF", "weasyprint", "pdf")
    except OSError as error:
        raise ClaimmapError(f"weasyprint is installed, but a library of the system that it needs is not: {error}") from None
    with paused_gc():  # every box of every page stays until the end, so that looking for garbage costs a fifth of the time
        return bytes(weasyprint.HTML(string=page, url_fetcher=Refusing()).write_pdf())
