"""What each audience may see of a case: the only place where anything is held back, below every writer.

A case goes in, and a case comes out in which what the audience may not see no longer stands: writers, messages and
further commands that work on it cannot show what it does not hold. The results are those of the whole case, because
what evaluation needs (who derives from whom, grades, dates) is kept under the same codes in a second case that is
evaluated and never shown.

*internal* is the team: everything as it stands. *partner* sees public and restricted items, *public* sees public items
only; of all others they see a code and the kind. An item is held back as well if a protected person stands behind it,
if a restriction on it is not lifted, or if a person's recorded consent does not cover the audience (a statement that
is not public needs such a consent). Copies of an item are held back with it.

*Codes.* Whatever is coded (protected people, held items, the incidents they speak of) has a code that is the same in
every report for one audience and different for another. It is a keyed hash (HMAC-SHA-256) of the id; the key is made
of the case's id, the audience and a secret that the team keeps in a file of its own. Without a secret, anybody who
guesses an id can compute its code and see whether the guess is right: give a secret for anything that leaves the team,
and keep it as long as codes must stay the same.

*Combinations.* Details that identify together are held back together. Of an incident that a protected person speaks
of, the name, route, days, victims and what happened where are all held back, at every place, and so are those of any
other incident with the same route and day; a link to it keeps the year. An open item whose text joins a family
relation with the name of somebody detained, a route with a day, or a place with a day and the protected person's role
is held back whole.

*Refusal.* What is left is read once more for names: ids, titles and makers of what is protected, their parts, and any
list of names that the team gives; also with endings, without accents, in Cyrillic letters, in pieces, joined to other
words, in the coding of addresses and markup. If one is found, nothing is written; the message says where without
saying the name. A team may choose to hold such texts back instead (`Rules.hold`).

Limits: a name that stands in no protected source and in no list cannot be recognised, a nickname or a spelling in
another script than Latin and Cyrillic neither, and of two ways to write one name in Latin letters only near ones are
known as the same. Incidents stand in the order of the file. Somebody who knows the file may still recognise an item by
the element it bears on.
"""

from claimmap.report.audience.closing import AUDIENCES, Audience, Closed, close
from claimmap.report.audience.cutter import HELD
from claimmap.report.audience.cutting import Shown, WouldLeak, for_audience
from claimmap.report.audience.names import Forbidden
from claimmap.report.audience.rules import Rules, tags_of

__all__ = ["AUDIENCES", "HELD", "Audience", "Closed", "Forbidden", "Rules", "Shown", "WouldLeak", "close", "for_audience", "tags_of"]
