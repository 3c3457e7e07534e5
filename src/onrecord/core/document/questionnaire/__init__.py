"""Statement-taking forms: what they ask, what their answers mean, what is said by them."""

from onrecord.core.document.questionnaire.answers import Answers
from onrecord.core.document.questionnaire.definition import Form, Group, Question, Repeat
from onrecord.core.document.questionnaire.filling import Node, fill, leaves, problems
from onrecord.core.document.questionnaire.mapping import FormMapping, Proposal, proposals
from onrecord.core.document.questionnaire.statement import statement_record, statement_text

__all__ = [
    "Answers",
    "Form",
    "FormMapping",
    "Group",
    "Node",
    "Proposal",
    "Question",
    "Repeat",
    "fill",
    "leaves",
    "problems",
    "proposals",
    "statement_record",
    "statement_text",
]
