"""Compiles what codes releases with mypyc: python -m compiling, or `make compiled`.

native writes the source that is compiled; __main__ compiles it and puts the modules beside theirs.
"""
