"""Trusted time stamps (RFC 3161), carried out and in as files: no request leaves the machine."""

from onrecord.adapters.timestamps.request import Request, read_request, request_for
from onrecord.adapters.timestamps.token import Token, read_response
from onrecord.adapters.timestamps.verifiers import Outcome, Verdict, verify

__all__ = [
    "Outcome",
    "Request",
    "Token",
    "Verdict",
    "read_request",
    "read_response",
    "request_for",
    "verify",
]
