"""What members say about themselves, and how the house looks to them.

Owns: display name, bio and settings, one row for each member who has changed something.
Promises: whoever waits, is deleted or was never there answers alike: not found. A name on display
holds no control characters and none that change the direction of text. What an erased member said
is erased with them.
Never does: know passwords, addresses or sessions (that is `identity`), or decide who is a member.
"""
