"""`plan PATH...`: shows what deployments will do over time, before anything is called.

`read` takes the requests from pre-flight's doors, `strategies` makes other settings of them, the other modules turn
timelines into text. What happens when is the business of the runtime's `endpoints` wing; nothing here knows it.
"""
