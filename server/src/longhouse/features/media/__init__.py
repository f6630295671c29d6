"""Pictures, films and sounds of members.

Owns: every uploaded file, what was made of it, who uploaded it and how much room that takes.
Promises: only what was decoded and written anew is ever given out, without where and with what it
was taken, the right way up; nothing is visible before all of its files are in the store and
verified; a file that breaks its decoder breaks that one file; what nobody uses is removed, and
nothing is left in the store that no row speaks of.
Never does: decode in the house's own process; hold a whole upload in memory; keep a member's file
name; decide who may see the post that a picture hangs on.
"""
