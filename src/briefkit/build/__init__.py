"""Building: a plan of jobs, each run through the pipeline, and the files that come of it put where they belong.

The jobs are independent: what is wrong with one source leaves the others' reports whole.
"""

from briefkit.build.carry import Built, carry_out
from briefkit.build.convert import CONVERSIONS, ConvertJob, conversions_of
from briefkit.build.jobs import Input, Job, PageJob, ReportJob
from briefkit.build.plan import Request, find_input, named_outputs, plan_jobs, project_root
from briefkit.build.publish import OnEdit, Published, State, publish_files
from briefkit.build.start import write_new_files

__all__ = [
    "CONVERSIONS",
    "Built",
    "ConvertJob",
    "Input",
    "Job",
    "OnEdit",
    "PageJob",
    "Published",
    "ReportJob",
    "Request",
    "State",
    "carry_out",
    "conversions_of",
    "find_input",
    "named_outputs",
    "plan_jobs",
    "project_root",
    "publish_files",
    "write_new_files",
]
