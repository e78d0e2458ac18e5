"""Who seems to be in danger is shown a helpline; nobody else is startled."""

import pytest

from clinic.search.crisis import mentions_crisis
from clinic.search.failed import harmless
from clinic.search.query import Query

SAID = """
suicide
ketamine for SUICIDAL thoughts
suicidality
sucide
suicde
suicude
sucidal
suside
suiside prevention
I want to kill myself
my son wants to kill himself
she is hurting herself
how to kill yourself
are they harming themselves
I want to hang myself
cutting myself again
she wants to die
I wanna die
I wish I were dead
everybody is better off without me
don’t want to live
do not want to live
he doesn't want to be here anymore
I can’t go on
want to end my own life
he took his life
self-harm
self-harmed
self injury
ketamine overdose
overdosing
took too many pills
I have taken too much
can’t breathe
she is not breathing
can't wake him up
he won’t wake up
chest pain after ketamine
988
call 911
"""
NOT_SAID = """
ketamine
kill pain
10988
myself
dose
to live well
live with depression
self-esteem
self-care
harm reduction
side effects subside
a homicide
cut down on alcohol
breathing exercises
chest
wake up at night
does it hurt
help with pain
end of treatment
life after ketamine
where do I go after
take a break
methods
"""


@pytest.mark.parametrize("text", SAID.strip().splitlines())
def test_the_words_of_a_crisis_are_heard_and_never_counted(text: str) -> None:
    assert mentions_crisis(text)
    assert harmless(Query(text)) == ""


@pytest.mark.parametrize("text", ["", *NOT_SAID.strip().splitlines()])
def test_other_words_are_not(text: str) -> None:
    assert not mentions_crisis(text)
