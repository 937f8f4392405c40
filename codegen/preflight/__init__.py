"""The pre-flight command: checks request files and templates before anything is deployed.

Everything here is plain standard library (PyYAML is touched only for YAML input), because the whole run has to fit
into a few milliseconds of a pull request. Nothing here knows a service: what differs between services is data that
each service package offers through ``preflight_facts()``.

Data flows one way: ``discover`` -> ``codegen.reading`` -> ``requests``/``cloudformation`` -> ``check`` -> ``release``
-> ``report``. Only ``cli`` prints or decides an exit code.
"""
