"""What the ward stores: conditions and side effects, and the articles about them."""

from conditions.models.condition import (
    ConditionIndexPage,
    ConditionPage,
    TreatmentSideEffect,
)
from conditions.models.side_effect import SideEffectPage
from conditions.models.side_effect_index import SideEffectIndexPage
from conditions.models.topic import ArticleTopic, TopicPage

__all__ = [
    "ArticleTopic",
    "ConditionIndexPage",
    "ConditionPage",
    "SideEffectIndexPage",
    "SideEffectPage",
    "TopicPage",
    "TreatmentSideEffect",
]
