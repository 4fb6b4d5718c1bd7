"""The page on how far the shipped law can be trusted, from the files themselves."""

from claimmap.trust import trust
from generator.writing import page as page_of
from generator.writing import table

BEFORE = """\
Every statement of law and every fact about a State carries its source and `checked`, the day on which a person last compared our words with that source.
Where nobody has, `checked` is `null`: the item rests on recollection, on a secondary copy, or on a text that was itself marked as unverified."""

AFTER = """\
`claimmap law --trust` prints these numbers, and `--format json` lists every item with its file.

```bash
claimmap law --trust
claimmap law --trust --format json
```

Items of these sorts are never marked as compared:

- decisions of courts, cited from recollection by chamber, date and number: confirm the decision and its paragraph before citing it
- the Elements for the amendments of 2017 and 2019, and article 8(2)(e)(xix)
- modes of liability where the finding is a judicial formulation rather than the text of the Statute
- dates of States that come from press reports or from other secondary copies; each row of a State file says how far it goes under `confidence`

Decided cases in `cases/precedents/` carry their own trust, fact by fact: whether the crime, the article, the number of the count, the outcome and the reason were compared with a source, mapped by us, inferred, or recalled.
An outcome of a count is not a statement of law, and a count that failed once may succeed on other facts."""


def page() -> str:
    """Return the page on trust."""
    found = trust()
    count = f"**{len(found.unchecked)} of {len(found.items)} items have not been compared with a source.**"
    rows = ((kind, str(numbers["unchecked"]), str(numbers["items"])) for kind, numbers in found.by_kind().items())
    return page_of("How far the shipped law can be trusted", BEFORE, count, table(["kind of file", "not compared", "items"], rows), AFTER)
