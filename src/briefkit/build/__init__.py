"""Building: a plan of jobs, each run through the pipeline, and the files that come of it put where they belong.

The jobs are independent: what is wrong with one source leaves the others' reports whole.
"""

from briefkit.build.carry import Built, carry_out
from briefkit.build.jobs import Input, Job, PageJob, ReportJob
from briefkit.build.plan import Request, find_input, named_outputs, plan_jobs, project_root
from briefkit.build.publish import OnEdit, Published, State, publish_files

__all__ = [
    "Built",
    "Input",
    "Job",
    "OnEdit",
    "PageJob",
    "Published",
    "ReportJob",
    "Request",
    "State",
    "carry_out",
    "find_input",
    "named_outputs",
    "plan_jobs",
    "project_root",
    "publish_files",
]
