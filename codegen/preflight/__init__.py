"""The pre-flight command: checks request files and templates before anything is deployed.

Everything here is plain standard library (PyYAML is touched only for YAML input), because the whole run has to fit
into a few milliseconds of a pull request. Nothing here knows a service, and a generated package is known by this alone:

- ``validate``, ``validate_release``, ``rules``, ``tables`` and ``schema``, which applications use as well;
- ``preflight_facts()``: a dict with ``interface`` (the number below), ``client`` and ``sdk`` (the service's name in
  boto3 and in other SDKs), ``operations`` (by wire name: ``cli``, the name
  on the AWS command line; ``input``, the request's shape; ``members``, its wire names; ``identifier``, the member by
  which other requests name what is made, or None), ``cross_rules`` (ids of the rules that look at several requests),
  ``sequence_rules`` and ``whole_rules`` (those of them that ask what came before, and whether something is there at
  all), ``doors`` (what differs in other forms of requests, by the door's name),
  ``cloudformation`` (by resource type: which operation its properties are a request of, and how they differ from it;
  `codegen.providers.facts` says what the type's own schema adds) and ``resource_types`` (all of their namespace);
- where it can deploy also ``timelines`` among these facts (by operation that deploys: the one that does it again, for
  what a template makes) and ``timelines(requests)``: of each of them what it does over time, in their order, with
  ``title`` and ``html()``, or a ValueError.

Data flows one way: ``switches`` -> ``config`` -> ``settings`` say what is asked for; ``discover`` ->
``codegen.reading`` -> ``doors`` -> ``check`` -> ``stages``/``release`` ->
``suppress`` -> ``report`` do it. Only ``cli`` and ``command`` print, by ``console``, or decide an exit code.
"""

INTERFACE = 3
"""Number of what packages offer to the tool. More facts do not change it; other meanings do."""
