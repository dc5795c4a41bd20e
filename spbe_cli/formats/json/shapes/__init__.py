"""What JSON data look like: a typed dictionary for each object, every key with what it means.

The writers beside it are held to these types by mypy, and the JSON Schemas of ``spbe schema`` are made from them. Writers import them
for type checking only, so that nothing waits for Pydantic where data are written.
"""
