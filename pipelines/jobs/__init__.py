"""The jobs, effects in order: collect, code, assemble, check, publish; run() does them all.

settings.py    where a run reads and writes
fetching.py    fetch_sources(), open_fetching(): what publishers have, into the raw folder
proposing.py   propose_source(): a definition for an address
turn.py        the turn of one source in it
spool.py       documents between reading and coding, as files
collecting.py  collect(): what is there, and what of it is new
coding.py      code_batches(): coded parts, here or in several processes
building.py    assemble(), check(), publish()
assembling.py  the tables, by parts of releases (telling.py) and of sides (comparing.py)
laying.py      tellings between the two, on the shelf; work.py what all parts need to know
writing.py     the files of a build
workers.py     work on several cores
collector.py   paused_collector()
looking_back.py  what a run keeps for the next one
recalling.py   recall(): the build of the last run, where nothing has changed
running.py     run()
backfilling.py BackfillRequest; forget(): what is coded again
looking.py     look_over(): what an operator sees of a run
previewing.py  preview(): what a run would publish
switching.py   switch(): `latest` moved by hand
"""

from pipelines.jobs.backfilling import BackfillRequest, UnknownSources, check_request, forget
from pipelines.jobs.building import Checked, assemble, check, publish
from pipelines.jobs.coding import CodedBatch, code_apart, code_batch, code_batches
from pipelines.jobs.collecting import Collected, collect
from pipelines.jobs.fetching import (
    N_AT_ONCE,
    Fetching,
    NoContact,
    Order,
    UnknownFetch,
    fetch_sources,
    find_able,
    make_order,
    open_fetching,
)
from pipelines.jobs.looking import Overview, look_over
from pipelines.jobs.previewing import Preview, preview
from pipelines.jobs.proposing import propose_source
from pipelines.jobs.recalling import recall
from pipelines.jobs.running import hold, run, summarise
from pipelines.jobs.settings import BATCH_SIZE, Progress, Settings
from pipelines.jobs.spool import Batch, read_batches
from pipelines.jobs.switching import switch
from pipelines.jobs.turn import Fetched

__all__ = [
    "BATCH_SIZE",
    "N_AT_ONCE",
    "BackfillRequest",
    "Batch",
    "Checked",
    "CodedBatch",
    "Collected",
    "Fetched",
    "Fetching",
    "NoContact",
    "Order",
    "Overview",
    "Preview",
    "Progress",
    "Settings",
    "UnknownFetch",
    "UnknownSources",
    "assemble",
    "check",
    "check_request",
    "code_apart",
    "code_batch",
    "code_batches",
    "collect",
    "fetch_sources",
    "find_able",
    "forget",
    "hold",
    "look_over",
    "make_order",
    "open_fetching",
    "preview",
    "propose_source",
    "publish",
    "read_batches",
    "recall",
    "run",
    "summarise",
    "switch",
]
