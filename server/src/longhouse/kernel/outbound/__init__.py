"""Asking others' servers, as a stranger would: no cookies, no proxy of the environment, no trust.

Owns: taking addresses apart, judging where they lead, connecting, asking, reading one answer.
Promises: a connection is opened only to a `PublicAddress`, which only the judging of an address
makes; the name that was judged is the name that TLS verifies and that `Host` says; each redirect
is a new address, judged anew; an answer costs no more time, bytes or memory than the caller said.
Never does: know what is asked for, keep an answer, or run inside a transaction.
"""
