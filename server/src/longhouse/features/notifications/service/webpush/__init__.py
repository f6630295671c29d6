"""Web Push as browsers and push services speak it: RFC 8291 (what is said), RFC 8292 (who says it)."""
