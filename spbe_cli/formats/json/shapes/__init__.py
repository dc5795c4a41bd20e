"""What JSON data look like: a typed dictionary for each object, every key with what it means.

mypy holds the writers, each in the module of the same name, to these types, and the JSON Schemas of ``spbe schema`` are made from
them. Writers import them for type checking only: a start does not wait for them, and what is written is a plain dictionary.
"""
