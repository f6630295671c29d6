"""Planes on which words appear at a place and fade.

Owns: the canvases that members made and their names, and what may be said on one.
Promises: what is said goes to everybody who is there at that moment and may see the speaker, and
is kept nowhere; who speaks is whoever is signed in; the canvas `default` belongs to the house and
is always there.
Never does: remember a word, or tell anybody that somebody is hidden from them.
"""
