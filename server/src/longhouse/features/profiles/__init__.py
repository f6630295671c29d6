"""What members say about themselves, to whom each of it is shown, and finding each other by it.

Owns: the fields of a profile and their levels, pictures that hang on it, interests and places to
choose from, names to be called by, onboarding, what members did lately, showcases, search of
people, settings of how the house looks, and telling friends who is here.
Promises: one pure rule says which field, and which collection of a showcase, a viewer sees, and
what is hidden leaves the house in no answer, list, frame, search or count; seen as somebody, one's
page is what they see; hiding a profile and showing it again brings back what was chosen. No count
is of fewer than five people, and no combination of filters points at somebody by their pronouns. No
two members have names that people would take for one another, also where they claim them at once.
Whoever waits, is deleted or was never there answers alike: not found. What an erased member said is
erased with them, files too.
Never does: know passwords or sessions (that is `identity`), decide who is friends with whom or who
is blocked (that is `graph`), or ask anybody outside for a place.
"""
