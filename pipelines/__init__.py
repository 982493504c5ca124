"""Turns official releases into tables of contacts between states.

records, text, schema, frames: what is passed round, and how the published tables look.
reference: the facts and words it all rests on; a change of data is a commit there.
ingest: raw files and rows to documents. parse: documents to releases.
normalize: which day, which side, who. coding: which contacts, held or planned, and claims.
build: mentions to contacts, encounters and yearly counts.
dataset: the whole method in order, without effects.
storage, quality, report: coded parts, builds and checks; codebook and summary.
evaluate, explain, show: scores, one release unfolded, one count unfolded.
compiled: what can be compiled, and that it never runs once its source has changed.
jobs: the effects in order. cli: the command line. Prefect's flows are in flows/.

Data flows one way, in this order; tests/test_architecture.py holds the imports to it.
"""
