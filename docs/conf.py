"""How Sphinx builds the documentation site: Markdown pages, executed notebooks as they stand, nothing from the network."""  # noqa: INP001 - Sphinx reads this file alone

import sys
from importlib.metadata import version as version_of
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from generator.notebooks import setup  # noqa: F401 - Sphinx calls `setup` of this module

project = "claimmap"
author = "the claimmap authors"
copyright = ""  # noqa: A001 - the name that Sphinx reads
version = release = version_of("claimmap")

extensions = ["myst_parser"]
source_suffix = {".md": "markdown", ".ipynb": "notebook"}
exclude_patterns = ["_build", "generator", "**/.ipynb_checkpoints"]
root_doc = "index"
language = "en"
nitpicky = True
highlight_language = "text"

myst_heading_anchors = 4
myst_enable_extensions = ["attrs_block", "deflist"]

html_theme = "furo"
html_title = "claimmap"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_js_files = ["site.js"]
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_show_copyright = False
html_theme_options = {"navigation_with_keys": False}
