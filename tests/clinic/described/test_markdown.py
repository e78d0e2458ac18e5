"""HTML becomes Markdown that says the same."""

import pytest

from clinic.described.markdown import markdown

HERE = "https://clinic.example/journal/on-sleep/"
PAIRS = {
    "<p>Some <b>bold </b>and <em>soft</em> words.</p>": "Some **bold** and *soft* words.",
    "<h2>One</h2><div><h3>Two</h3>text<p>more</p></div>": "## One\n\n### Two\n\ntext\n\nmore",
    '<p><a href="/faq/">FAQ</a>, <a href="#top">up</a></p>': (
        "[FAQ](https://clinic.example/faq/), up"
    ),
    '<p>Said.<sup><a href="#source-3">3<span> retracted</span></a></sup></p>': (
        "Said.[^3] (retracted)"
    ),
    "<ul><li>One</li><li><p>Two</p><ol><li>In</li></ol></li></ul>": (
        "- One\n- Two\n\n  1. In"
    ),
    "<blockquote><p>A<br>B</p></blockquote>": "> A\n> B",
    "<table><caption>Doses</caption><tr><th>A</th><th>B|C</th></tr>"
    "<tr><th>1</th><td>2</td></tr></table>": "Doses\n\n| A | B\\|C |\n| --- | --- |\n| 1 | 2 |",
    "<p>1. is <i>no</i> list, * no [star] &lt;b&gt; &amp;lt; a_b</p>": (
        "1\\. is *no* list, \\* no \\[star\\] \\<b\\> \\&lt; a\\_b"
    ),
    "<p># no heading</p><p>- no item</p>": "\\# no heading\n\n\\- no item",
    "<figure><svg><text>x</text></svg><img src='/a.png' alt='Two [cells]'>"
    "<figcaption>Seen.</figcaption></figure>": (
        "![Two \\[cells\\]](https://clinic.example/a.png)\n\nSeen."
    ),
    '<p><!-- no --><script>no()</script><span aria-hidden="true">↑</span> </p>': "",
}


@pytest.mark.parametrize("html", PAIRS)
def test_html_becomes_markdown_that_says_the_same(html: str) -> None:
    assert markdown(html, HERE) == PAIRS[html]
