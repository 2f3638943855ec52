"""THE way of a supplier invoice, from received to archived. Start reading here.

Each step is a pure function in `kontera.steps`, fed by the facts that `pipeline.facts` fetches; `pipeline.runner`
walks. A person's act never happens inside a step: verification, approval and settlement are gates that let the case
through once the act is noted.
"""

from __future__ import annotations

from typing import Final

from kontera.pipeline import facts
from kontera.pipeline.account_watch import watch_accounts
from kontera.pipeline.joining import joining
from kontera.pipeline.step import Step
from kontera.steps.approval import approve
from kontera.steps.archive import seal
from kontera.steps.checks.check import check
from kontera.steps.comparison import compare
from kontera.steps.interpretation.step import interpret_pages
from kontera.steps.joining import join
from kontera.steps.judgement import note_judgement
from kontera.steps.ledger import register
from kontera.steps.matching import match
from kontera.steps.payment import plan
from kontera.steps.posting.propose import propose
from kontera.steps.reading import read
from kontera.steps.reception import receive
from kontera.steps.recognition import recognise
from kontera.steps.settlement import settle
from kontera.steps.verification import verify

INVOICE_WAY: Final = (
    Step("reception", receive, facts.reception, by_hand=True),
    Step("reading", read, facts.reading, by_hand=True),
    Step("recognition", recognise, facts.recognition, by_hand=True),
    Step("interpretation", interpret_pages, facts.interpretation, by_hand=True),
    Step("joining", join, joining, by_hand=True),
    Step("validation", note_judgement, facts.validation, by_hand=True),
    Step("comparison", compare, facts.comparison, by_hand=True),
    Step("matching", match, facts.matching, reads=("seller", "payee", "buyer", "payment.accounts")),
    Step("checks", check, facts.checks, reads=("",), beside=watch_accounts),
    Step("posting", propose, facts.posting, elsewhere=True),
    Step("verification", verify, facts.verification, elsewhere=True),
    Step("ledger", register, facts.ledger, elsewhere=True),
    Step("approval", approve, facts.approval),
    Step("payment", plan, facts.payment),
    Step("settlement", settle, facts.settlement),
    Step("archive", seal, facts.archive, closing=True),
)
