"""Write the reference pages that are made from the classes, the command tree, the bad files and the policies.

`pytest tests/test_reference.py` compares them with the committed pages; with `--update` it writes them.
"""

from generator import api, commands, contested, formats, policies, problems, trustworthiness

PAGES = {
    "api.md": api.page,
    "cli.md": commands.page,
    "contested-law.md": contested.page,
    "formats.md": formats.page,
    "law-trust.md": trustworthiness.page,
    "outputs.md": formats.outputs_page,
    "policy.md": policies.page,
    "problems.md": problems.page,
}
"""The pages of `docs/reference` that are generated, with the function that writes each."""
