"""Spellings of this machine and of what lies behind it.

Some are no links at all, others only show where they lead when they are looked up; none may be
connected to.
"""

SPELLINGS = [
    *("http://127.0.0.1/", "http://127.0.0.1:80/", "http://127.0.0.1./", "http://127.1/"),
    *("http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/", "http://0x7f.0.0.1/"),
    *("http://0/", "http://0.0.0.0/", "http://[::]/", "http://[::1]/", "http://[0:0:0:0:0:0:0:1]/"),
    *("http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[::127.0.0.1]/"),
    *("http://[64:ff9b::127.0.0.1]/", "http://[2002:7f00:1::]/", "http://[fe80::1%25lo]/"),
    *("http://[fe80::1%lo]/", "http://①②⑦.⓪.⓪.①/", "http://１２７.０.０.１/", "http://127。0。0。1/"),
    *("http://example.org@127.0.0.1/", "http://127.0.0.1#@example.org/", "http://127.0.0.1?.org/"),
    *("http://example.org:80@127.0.0.1:80/", "http://127.0.0.1\\@example.org/"),
    *("http://localhost/", "http://LOCALHOST/", "http://localhost./", "http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/"),
    *("http://169.254.169.254/latest/meta-data/", "http://[fd00:ec2::254]/", "http://100.64.0.1/"),
    *("http://192.168.0.1/", "http://10.0.0.1/", "http://172.16.0.1/", "http://198.18.0.1/"),
    *("http://192.0.0.1/", "http://[fc00::1]/", "http://[64:ff9b:1::7f00:1]/", "http://[2001::1]/"),
    *("gopher://127.0.0.1:80/_x", "file:///etc/passwd", "dict://127.0.0.1:80/", "ftp://127.0.0.1/"),
]  # fmt: skip
