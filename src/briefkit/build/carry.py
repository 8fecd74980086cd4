"""Carrying out jobs: run, published, and whatever goes wrong told; one after the other."""

from __future__ import annotations

import gc
import traceback
from collections.abc import Iterable, Iterator

from msgspec import Struct, field

from briefkit.build.jobs import Job
from briefkit.build.publish import OnEdit, Published, publish_files
from briefkit.diagnostics import Severity
from briefkit.diagnostics.report import Report
from briefkit.errors import INTERNAL_FAULT, BriefkitError, internal_fault

DOCUMENT_FAULT = 1
"""The exit code for errors in a document that did not stop the flow."""


class Built(Struct, frozen=True):
    """What came of a job. `trace` is the traceback of a fault in briefkit itself, else empty."""

    job: Job
    published: tuple[Published, ...] = ()
    report: Report = field(default_factory=Report)
    exit_code: int = 0
    trace: str = ""


def carry_out(jobs: Iterable[Job], *, on_edit: OnEdit = OnEdit.KEEP, is_strict: bool = False) -> Iterator[Built]:
    """Runs and publishes each job; whatever goes wrong with one is told in what it gives, and the next has its turn.

    A report with errors, when `is_strict` one with warnings, makes the exit code 1. It is published all the same where
    there are files of it; nothing is of one that failed on the way, and what was there before stands as it was.
    """
    for number, job in enumerate(jobs):
        if number:
            gc.collect()  # box trees are cyclic, and a command line runs without the collector
        yield _guarded(job, on_edit, Severity.WARNING if is_strict else Severity.ERROR)


def _guarded(job: Job, on_edit: OnEdit, limit: Severity) -> Built:
    report = Report()
    try:
        return _carry_out(job, report, on_edit, limit)
    except BriefkitError as error:
        error.tell(report)
        return Built(job, report=report, exit_code=error.exit_code)
    except Exception as error:  # noqa: BLE001 (a fault in one job must not take the others with it)
        report.note([internal_fault(error, job.name)])
        return Built(job, report=report, exit_code=INTERNAL_FAULT, trace=traceback.format_exc())


def _carry_out(job: Job, report: Report, on_edit: OnEdit, limit: Severity) -> Built:
    product = job.run()
    report.include(product.report)
    if product.failure is not None:
        return Built(job, report=report, exit_code=product.failure.exit_code)
    published = report.keep(
        publish_files({job.outputs[name]: data for name, data in product.files.items()}, on_edit=on_edit)
    )
    return Built(job, published, report, DOCUMENT_FAULT if report.has(limit) else 0)
