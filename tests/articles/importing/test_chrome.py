"""What a site puts around an article is left out and listed; help never is."""

import pytest

from articles.importing import chrome
from articles.importing.outline import Item, Listing, Outline, Paragraph
from tests.articles.importing.samples import LONG, OTHER


def outline(*lines: str) -> Outline:
    return Outline("a.txt", parts=[Paragraph(line) for line in lines])


@pytest.mark.parametrize(
    "line",
    [
        *(
            "Powered by Some Salon Software",
            "© 2024 Harbor Street",
            "All rights reserved.",
        ),
        *("We use cookies to make this site better.", "Accept all cookies", "Menu"),
        *("Skip to content", "See also The Weight of Sleep", "Read more", "Read next:"),
        *("Sign up for our newsletter and never miss a post", "Leave a comment"),
        *("Posted on March 3, 2024", "5 min read", "Book an appointment today!"),
        *("Call us to learn how we can help.", "Schedule a free consultation"),
        *("Call (555) 010-0199", "Phone: 555-010-0199", "Share this article:"),
        *("Privacy policy", "Related posts", "Next post", "Follow us on social media"),
    ],
)
def test_a_line_of_the_site_is_left_out_and_listed(line) -> None:
    found = outline(LONG, line, OTHER)
    chrome.leave_out(found)
    assert [part.text for part in found.parts] == [LONG, OTHER]
    assert [row.text for row in found.left_out] == [line]


@pytest.mark.parametrize(
    "line",
    [
        *("Call 988 now if you think of suicide.", "In an emergency, call 911."),
        *(
            "Call the crisis line at 555-010-0199.",
            "Call your doctor if the rash spreads.",
        ),
        *(
            "Sharing a room can wake you.",
            "Next, turn off the light.",
            "Home remedies help.",
        ),
        *("Read this leaflet before you begin.", "The search for a cause takes time."),
        *(
            "Related conditions are common.",
            "Facebook",
            "Updated guidance came in spring.",
        ),
        *("Contact sports can wait a week.", "Book lovers sleep late."),
    ],
)
def test_a_line_of_the_text_stays(line) -> None:
    found = outline(LONG, line, OTHER)
    chrome.leave_out(found)
    assert [part.text for part in found.parts] == [LONG, line, OTHER]


def test_a_row_of_shares_goes_with_its_names() -> None:
    found = outline(
        LONG, "share this article:", "Facebook", "X", "Pinterest", "Email is slow"
    )
    found.parts.append(Listing((Item("Twitter"), Item("LinkedIn"))))
    chrome.leave_out(found)
    assert [part.text for part in found.parts] == [LONG, "Email is slow"]
    assert len(found.left_out) == 5


def test_the_way_to_the_page_names_the_title() -> None:
    found = outline("Home / Sleep Journal / Calm Nights: What Helps", LONG)
    chrome.leave_out(found)
    assert found.title == "Calm Nights: What Helps"
    assert [part.text for part in found.parts] == [LONG]
    named = outline("Home > Journal > Calm nights", LONG)
    named.title = "Another"
    chrome.leave_out(named)
    assert named.title == "Another"


def test_a_list_of_contents_goes_but_no_other_list() -> None:
    found = outline("In this article", LONG, "What helps", OTHER, "What harms", LONG)
    found.parts.insert(1, Listing((Item("What helps"), Item("What harms"))))
    found.parts.append(Listing((Item("Dark"), Item("Cool"))))
    chrome.leave_out(found)
    assert [row.why for row in found.left_out] == ["List of contents"]
    assert [part.text for part in found.parts][:2] == [LONG, "What helps"]
    assert found.parts[-1].text == "Dark Cool"


def test_who_speaks_of_itself_is_the_publisher() -> None:
    promise = "When nothing helps, our team at Harbor Street Sleep in Salem trusts in you and we care."
    assert (
        chrome.publisher([Paragraph(LONG), Paragraph(promise)]) == "Harbor Street Sleep"
    )
    at = "At Harbor Street Sleep, we’re here to answer."
    assert chrome.publisher([Paragraph(at)]) == "Harbor Street Sleep"
    assert chrome.publisher([Paragraph("At Night People sleep.")]) == ""
    assert chrome.publisher([Paragraph("We sleep at night.")]) == ""
