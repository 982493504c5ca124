"""What is measured, and how fast: run as modules, such as `python -m benchmarks.normalizers`."""
