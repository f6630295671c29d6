"""Fetching from the outside, as a stranger would: no cookies, no proxy of the environment, no trust.

What is proven here: a connection is opened only to a `PublicAddress`, which only the judging of an
address makes; the name that was judged is the name that TLS verifies and that `Host` says; each
redirect is a new address, judged anew.
"""
