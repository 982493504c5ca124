"""Prefect round the jobs: thin, so that everything can be run and tested without it.

embedded.py    settings for a run without a server at hand; imports no Prefect
logs.py        our log lines in the log of the run
tasks.py       a task round each job
runners.py     where batches are coded: here, in processes, on a Dask cluster
stages.py      the tasks in order, for any flow
artifacts.py   what an operator sees of a run in Prefect's pages
hooks.py       what a run that failed or crashed leaves in our history
daily.py       the flow on a schedule: what no run has coded yet
backfill.py    the flow for past periods, with its reason
submitting.py  a backfill handed to its deployment, one run a year
serving.py     both flows from one process, `communique serve`
server.py      a Prefect server of our own; imports no Prefect
prefect.yaml   the deployments of both, for workers
automations.yaml  what the server does by itself
"""
