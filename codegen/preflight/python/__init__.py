"""Python as a place where requests are written: read with `ast` alone; nothing is imported, executed or guessed.

`code` is the text with its syntax trees, `names` knows what each name is bound to, `values` turns expressions into
nodes, `calls` finds the calls that are requests.
"""
