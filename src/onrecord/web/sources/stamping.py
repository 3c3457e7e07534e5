"""How does an exhibit get a time stamp of somebody else? Ask by a file, bring the answer in."""

from __future__ import annotations

import secrets

from django.db import transaction

from onrecord.adapters.timestamps import Outcome, read_request, read_response, request_for, verify
from onrecord.core.kernel.errors import InputError
from onrecord.web.audit.services import note
from onrecord.web.site.rights import Actor, Right, require
from onrecord.web.sources.models import Exhibit, TimeRequest, TimeToken


@transaction.atomic
def ask(exhibit: Exhibit, *, by: Actor) -> TimeRequest:
    """Write a question about the digest of an exhibit; the digest leaves with it, nothing else."""
    require(by, Right.EXPORT)
    asked = TimeRequest.objects.create(
        exhibit=exhibit,
        request=request_for(exhibit.sha256, secrets.randbits(64)),
        compartment_id=exhibit.compartment_id,
        made_by_id=by.pk,
    )
    note("export", "sources_timerequest", asked.pk, fields="digest")
    return asked


@transaction.atomic
def bring_in(asked: TimeRequest, response: bytes, certificates: bytes, *, by: Actor) -> TimeToken:
    """Keep the answer to a question, with what both verifiers say of it.

    What a verifier refuses is kept too, and shown as refused. Raises InputError where the answer
    is no time stamp, or one over another digest, and where the certificates are none.
    """
    require(by, Right.CODE)
    question, stated = read_request(bytes(asked.request)), read_response(response)
    if stated.digest != question.digest:
        raise InputError(
            "This answer stamps another file.",
            value=stated.digest,
            remedy="Choose the answer to this question.",
        )
    verdicts = verify(response, question.digest, certificates, nonce=question.nonce)
    return TimeToken.objects.create(
        request=asked,
        response=response,
        certificates=certificates.decode("ascii", "replace"),
        stamped_at=stated.time,
        authority=stated.policy,
        verdicts=[verdict.to_dict() for verdict in verdicts],
        compartment_id=asked.compartment_id,
        made_by_id=by.pk,
    )


def is_believed(verdicts: list[dict[str, str]]) -> bool:
    """Tell whether a verifier accepted, and none that could read it refused."""
    outcomes = {verdict["outcome"] for verdict in verdicts}
    return Outcome.ACCEPTED in outcomes and Outcome.REFUSED not in outcomes
