"""What requests are made of that no browser sends: the parts that `tests.malformed` joins.

Every text is what stands on the wire, a character a byte (ISO 8859-1).
"""

FORM = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data; boundary=edge"
DIGITS = "9" * 5_000  # more than int() reads
EACUTE = "\xc3\xa9"  # é in UTF-8
DATE = "Tue, 24 Nov 2026 16:13:07 GMT"

METHODS = (
    *("HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"),
    *("PROPFIND", "FOO", "get", "G E T", "__class__", "X" * 300),
)

# {} is the address.
PATHS = (
    *("{}%00", "{}%00/", "{}a%00b/", "{}%0a", "{}%0d%0aX-A:%20b", "{}%7f/", "{}%1b/"),
    *("{}%", "{}%z", "{}%zz/", "{}%u0041/", "{}%2500/", "{}%C0%80/", "{}%FF/"),
    *("{}%ED%A0%80/", "{}%F0%9F%98%80/", "{}%EF%BF%BE/", "{}%C3%A9/", "{}%E2%80%AE/"),
    *("{}../", "{}..%2f..%2fetc%2fpasswd", "{}%2e%2e/%2e%2e/", "{}./", "{}//", "/{}"),
    *("//evil.example{}", "{}\\", "{}%5c..%5c", "{}[", "{}[::1/", "{};a=b", "{}:80/"),
    *("{}" + "a" * 300 + "/", "{}" + "a" * 300, "{}" + "a" * 5_000 + "/"),
    *("{}" + "a/" * 900, "{}" + "%C3%A9" * 700 + "/", "{}" + "%FF" * 3_000),
    *("{}" + "/" * 3_000, "{}" + "../" * 900, "{}" + DIGITS + "/", "{}99999999999999/"),
    *("{}-1/", "{}0/", "{}1e9/", "{}' OR 1=1--/", "{}<script>/", "{}{{7*7}}/"),
    *("{}.php", "{}.git/config", "{}?/", "{}%3F/", "{}%23/", "{}*", "{}%D9%A3/"),
)

VALUES = (
    *("", "-1", "0", "1.5", "1e9", "abc", "999999", "99999999999999999999", DIGITS),
    *(
        "%00",
        "a%00b",
        "%2500",
        "%",
        "%zz",
        "%FF",
        "%ED%A0%80",
        "%C0%80",
        "%F0%9F%98%80",
    ),
    *("'", "%22", "%22unclosed", "%27%22", "+", "%20%20", "%E3%80%80", "((", "))", "*"),
    *("a" * 10_000, "%22" * 3_000, "+a" * 3_000, "%C3%A9" * 10_000, "(" * 5_000),
    *("%D9%A3", "%EF%BC%91", "1_0", "%2B1", "0x10", "nan", "inf", "null", "None"),
    *("[]", "{{}}", "%5B%22a%22%5D", "<script>", "';DROP TABLE x--", "%25", "_", "\\"),
    *("%0d%0aSet-Cookie:a=b", "%0a", "%1b", "%7f", "%E2%80%AE", "\xff", "\xc3\xa9"),
    *("//evil.example", "http://[", "javascript:alert(1)", "\\\\evil.example", "/%00"),
    *("a:*", "a%26b", "a|b", "!a", "a%20OR", "NOT", "NEAR(a%20b)", "a%20<->%20b"),
)

# {} is a parameter that the address reads.
QUERIES = (
    *("&", "=", "?", ";", "{}", "&&&=&", "{}&{}", "{}[]=1", "{}=1;{}=2", "=1", "%00=1"),
    *("{}=1&{}=2", "{}=2&{}=abc&{}=", "_method=DELETE", "?_method=PUT", "format=json"),
    *("&".join(["{}=1"] * 1_001), "&".join(["a=1"] * 12_000), "&" * 20_000),
    *(
        "{}%00=1",
        "%FF=%FF",
        "\xff\xfe",
        "a" * 60_000,
        "{}=" + "%00" * 3_000,
        "__proto__",
    ),
    *(
        "preview=1",
        "mode=x",
        "{}=1&" + "b" * 5_000 + "=1",
        "p=" + DIGITS,
        "p=0",
        "p=abc",
    ),
)

CHARSETS = (
    *("base64", "hex", "rot13", "zlib", "bz2", "uu", "quopri", "idna", "punycode"),
    *("utf-7", "utf-16", "utf-32", "utf-8-sig", "undefined", "unicode_escape", "mbcs"),
    *("raw_unicode_escape", "cp037", "shift_jis", "nonsense", "", '"', "utf-8%00"),
    *(
        "../../etc",
        "a" * 900,
        EACUTE,
        "latin-1",
        "utf8",
        "us-ascii",
        "__class__",
        "oem",
        "charmap",
    ),
)
TYPES = (
    *(f"{kind}; charset={c}" for c in CHARSETS for kind in (FORM, PARTS, "text/plain")),
    *(
        "",
        ";",
        ";;;",
        "=",
        "*/*",
        "multipart/form-data",
        "multipart/form-data; boundary=",
    ),
    *(
        "multipart/form-data; boundary=" + "b" * 300,
        "multipart/form-data; boundary=\xe9",
    ),
    *(
        "multipart/mixed; boundary=edge",
        "MULTIPART/FORM-DATA; boundary=edge",
        "multipart/",
    ),
    *(
        "text/plain; name*=bogus'en'x",
        "text/plain; a*0*=x'y'z; a*1=b",
        "a/b; charset*=x",
    ),
    *("text/plain; a*0=b; a*x=c", f"{FORM};" + ";" * 60_000, 'a/b; x="' + ";" * 9_000),
    *("application/json", "application/xml", "a" * 60_000, "text/plain; charset"),
)

# Header and value; one header a request.
HEADERS = (
    *(
        ("Host", host)
        for host in ("", "evil.example", "localhost:abc", "localhost:" + "9" * 30)
    ),
    *(
        ("Host", host)
        for host in ("[", "[::1", "[::1]:x", "a,b", "local host", "\xff", ".")
    ),
    *(
        ("Host", host)
        for host in ("localhost:0", "LOCALHOST", "localhost.", "a" * 9_000)
    ),
    *(("Accept", value) for value in ("", "*", ";q=x", "a/b;q=nan", "a/b," * 3_000)),
    *(
        ("Accept-Language", value)
        for value in ("x" * 9_000, "a-" * 4_000, "en;q=x", "%")
    ),
    *(
        ("Accept-Encoding", value)
        for value in ("*", "gzip;q=x", "\xff", "gzip," * 2_000)
    ),
    *(
        ("If-Modified-Since", value)
        for value in ("", "x", "0", f"{DATE};length=x", "-1")
    ),
    *(
        ("If-Modified-Since", f"Tue, 24 Nov {year} 16:13:07 GMT")
        for year in ("0", DIGITS)
    ),
    *(
        ("If-Modified-Since", f"Tue, 99 Nov 2026 {t} GMT")
        for t in ("99:99:99", "1:", ":")
    ),
    *(
        ("If-Modified-Since", value)
        for value in (",", ", ,", "1 Jan , 1:1", "1-1-1 1 1")
    ),
    *(
        ("If-None-Match", value)
        for value in ("*", '"', 'W/"', "a", '"' * 9_000, '"\xff"')
    ),
    *(("If-Match", "x"), ("If-Unmodified-Since", "x"), ("If-Range", "x")),
    *(
        ("Range", f"bytes={r}")
        for r in ("0-", "-1", "-0", "5-1", "a-b", "--5", DIGITS + "-")
    ),
    *(
        ("Range", r)
        for r in ("", "bytes", "bytes=", "lines=1-2", "bytes=0-1,2-3", "=", "-")
    ),
    *(("Range", "bytes=" + "0-1," * 2_000), ("Range", "bytes=0-" + DIGITS)),
    *(("Referer", value) for value in ("", "http://[", "x", "\xff", "http://a:b/")),
    *(("Origin", value) for value in ("null", "http://[", "x", "\xff", "http://a:b")),
    *(("X-Requested-With", "XMLHttpRequest"), ("X-HTTP-Method-Override", "DELETE")),
    *(("X-Forwarded-Proto", value) for value in ("https", "x,y", "", "\xff")),
    *(
        ("X-Forwarded-Host", "evil.example"),
        ("X-Forwarded-For", "x"),
        ("Forwarded", ";"),
    ),
    *(("X-CSRFToken", value) for value in ("", "\xff", "a" * 64, "a" * 9_000)),
    *(
        ("Authorization", value)
        for value in ("Basic %%%", "Basic", "Digest " + "a," * 900)
    ),
    *(("X-Long", "a" * 20_000), ("X-Longer", "a" * 60_000), ("User-Agent", "\xff\xfe")),
    *(("Upgrade", "websocket"), ("Expect", "nonsense"), ("Via", "\t")),
)

COOKIES = (
    *("", "=", ";", "a", "=a", "sessionid", "sessionid=", "sessionid=x", "\xff=\xff"),
    *('sessionid="aaaaaaaaaa\\000aaaaaaaaa"', 'csrftoken="\\000"', 'messages="\\000"'),
    *(
        'sessionid="aaaaaaaaaa\\001aaaaaaaaa"',
        'sessionid="\\"',
        'sessionid="\\377aaaaaaaa"',
    ),
    *(
        "sessionid=" + "a" * 32,
        "sessionid=" + "a" * 9_000,
        "sessionid=" + "\xc3\xa9" * 16,
    ),
    *(
        "sessionid=../../etc/passwd",
        "sessionid=' OR 1=1--aaaaaaaa",
        "sessionid=%00aaaaaaa",
    ),
    *(
        "csrftoken=x",
        "csrftoken=" + "a" * 64,
        "csrftoken=\xff",
        "messages=x",
        "messages=[]",
    ),
    *(
        "messages=W10:1:x",
        "messages=" + "a" * 9_000,
        "django_language=\xff",
        "a=b;" * 3_000,
    ),
    *(
        "wagtail_userbar=x",
        "a" * 60_000,
        'a="' + '\\"' * 4_000 + '"',
        "sessionid=a;" * 900,
    ),
)


def part(disposition: str, text: str = "a", more: str = "") -> str:
    """One part of a form in parts."""
    head = f"--edge\r\nContent-Disposition: {disposition}\r\n{more}\r\n"
    return f"{head}{text}\r\n--edge--\r\n"


FIELD = 'form-data; name="username"'
FILE = 'form-data; name="username"; filename='
# The content type and the body.
BODIES = (
    *((FORM, f"username={value}&password={value}") for value in VALUES),
    *((FORM, f"email={value}&next={value}&return_url={value}") for value in VALUES),
    *(
        (FORM, body)
        for body in ("", "&" * 5_000, "=", "\x00", "\xff\xfe", "%", "a" * 60_000)
    ),
    *(
        (FORM, "a=1&" * 10_001),
        (FORM, "password=" + "a" * 100_000),
        (FORM, "a=" * 9_000),
    ),
    (FORM, "csrfmiddlewaretoken=%00&username=a"),
    (FORM, "username=" + "a" * 2_700_000),  # more than Django keeps in memory
    (PARTS, part(FIELD, "a" * 2_700_000)),
    *(
        (PARTS, body)
        for body in ("", "--edge", "--edge--", "--edge\r\n", "x", "\x00" * 99)
    ),
    *((PARTS, part(FIELD)[:end]) for end in (10, 30, 60)),
    *((PARTS, part(FIELD, text)) for text in ("\x00", "\xff", "a" * 9_000, "--edge")),
    *(
        (PARTS, part(name))
        for name in ("", ";", "form-data", 'form-data; name="', "\xff")
    ),
    *((PARTS, part(f"form-data; name*={n}")) for n in ("bogus'a'b", "utf-16'a'b", "'")),
    *(
        (PARTS, part(FILE + name))
        for name in ('"\x00"', '".."', '"' + "a" * 300 + '"', '"/"')
    ),
    *(
        (PARTS, part(FIELD, "x", f"Content-Transfer-Encoding: {e}\r\n"))
        for e in ("base64", "x")
    ),
    (PARTS, part(FILE + '"a"', "x", "Content-Transfer-Encoding: base64\r\n")),
    (PARTS, part(FILE + '"a"', "x", "Content-Type: text/plain; charset=base64\r\n")),
    (PARTS, part(FILE + '"a"', "x", f"Content-Length: {DIGITS}\r\n")),
    (PARTS, part(FIELD, "x", "X: " + "a" * 3_000 + "\r\n")),
    (PARTS, part(FIELD).replace("--edge--\r\n", "") * 10_100),
    (PARTS, part(FILE + '"a"').replace("--edge--\r\n", "") * 110),
    *(("application/json", body) for body in ("{", "[" * 5_000, "\x00", '{"a":1e999}')),
    *(("text/xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), ("", "x")),
)

LENGTHS = (
    "abc",
    "-1",
    "1.5",
    "",
    " ",
    "0x10",
    "1e3",
    DIGITS,
    "+1",
    "\xb2",
    "1,1",
    "00",
)
