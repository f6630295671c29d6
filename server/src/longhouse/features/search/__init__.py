"""Finding what was published by its words: posts, comments, and what the pages behind links say.

Owns: the index of words, which it keeps from events and can make anew; what a query means.
Promises: nobody finds what they may not see, nor the words of whom they have muted; a document is
found when it has all the words, in any case, with or without accents, by their English stem, the
last word as the beginning of one, a phrase in quotes word for word, and nothing with a word behind
a minus; a page costs about the same in a house of a thousand documents and of a million, whatever
is looked for and however deep; whatever happens in whatever order, the index becomes what making it
anew would make of it.
Never does: keep a text (it is read from its owner when it is shown), or decide who may see what.

The order: of all that has the words the newest thousand are ranked, then the thousand before them,
and so on. Within a thousand the rank is how well the words fit, halved for what is a quarter of a
year old, a third after two quarters. So something rare is ranked as a whole, and of something
common one reads first what is recent.
"""
