"""Prefect round the jobs: thin, so that everything can be run and tested without it.

embedded.py   settings for a run without a server at hand; imports no Prefect
logs.py       our log lines in the log of the run
tasks.py      a task round each job
daily.py      the flow: collect, code, assemble, check, publish
backfill.py   the same flow for what came late, with its reason
prefect.yaml  the deployments of both
"""
