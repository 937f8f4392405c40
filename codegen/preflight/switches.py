"""What pre-flight can be told: one table, from which the command line and the configuration are read.

A name of the table is written ``--name`` on the command line and ``name`` in a configuration, but for those that say
where the configuration is, are code, or ask for something once.
"""

from __future__ import annotations

from .options import Option

FORMATS = ("text", "json", "sarif", "junit", "github", "gitlab", "markdown", "html")
LEVELS = ("error", "warning", "off")
GROUPINGS = ("stage", "folder", "file", "run")
PROFILES = ("default", "strict", "pedantic", "security", "cost")

PACKAGE = Option("--package", "FOLDER", "your own generated package; it is code, and is imported", once=True)
HELP = Option("--help", "", "show this and exit", short="-h", once=True)

SWITCHES = (
    Option("--operation", "OPERATION", "operation of files that do not tell, such as create-endpoint"),
    Option("--operations", "GLOB=OPERATION", "operation of the files that match", many=True, pairs=True),
    Option("--format", "FORMAT", f"what is printed: {', '.join(FORMATS)}", choices=FORMATS, short="-f"),
    Option("--output", "FORMAT=FILE", "also write a report to a file", many=True, pairs=True, short="-o"),
    Option("--ignore", "RULES", "rule ids, or id@Path.With.*.Wildcards, separated by commas", many=True),
    Option("--select", "RULES", "report only these rule ids", many=True),
    Option("--severity", "RULE=LEVEL", "report a rule as error, warning or off", many=True, pairs=True),
    Option("--per-file-ignores", "GLOB=RULES", "do not report these rules in files that match", many=True, pairs=True),
    Option("--profile", "PROFILES", f"how much is checked, one or, with commas, several of {', '.join(PROFILES)}"),
    Option("--region", "REGION", "where releases go, such as eu-west-1: what it lacks is reported"),
    Option("--account", "ID", "the account that they go to: AWS::AccountId in templates"),
    Option("--parameters", "FILE", "values of a template's parameters, as for deploy; samconfig.toml#STAGE", once=True),
    Option("--fail-on", "LEVEL", "lowest severity that makes the exit code 1: error or warning", choices=LEVELS[:2]),
    Option("--exit-zero", "", "exit with 0 whatever is found"),
    Option("--fail-on-nothing", "", "exit with 2 if nothing was found to check"),
    Option("--skip-unknown", "", "skip files that are for no operation even if they are named, not only in folders"),
    Option("--exclude", "GLOBS", "files and folders that are left out of searches", many=True),
    Option("--force-exclude", "", "leave excluded files out even if they are named"),
    Option("--no-gitignore", "", "search what .gitignore names, too"),
    Option("--placeholders", "PATTERN", "regular expression of whole values that are filled in later", many=True),
    Option("--releases", "GLOBS", "folders whose files form one release each", many=True),
    Option("--release-per", "WHAT", f"what tells releases apart: {', '.join(GROUPINGS)}", choices=GROUPINGS),
    Option("--baseline", "FILE", "report nothing that this file lists"),
    Option("--write-baseline", "FILE", "list the findings of this run in a file, and exit with 0", once=True),
    Option("--statistics", "", "print how often each rule was violated, instead of where"),
    Option("--quiet", "", "print findings only, no summary and no notes", short="-q"),
    Option("--watch", "", "check again whenever a file changes, until Ctrl-C; needs the extra watch", once=True),
    Option("--stdin-filename", "PATH", "the name that standard input has: for its operation and settings", once=True),
    Option("--show-files", "", "list what would be checked, and what not, with the reason", once=True),
    Option("--explain-file", "PATH", "say why a file is or is not checked, and with which settings", once=True),
    Option("--paths", "PATHS", "what is checked if nothing is named", many=True),
    PACKAGE,
    Option("--config", "FILE", "read this configuration instead of the nearest of each file", once=True),
    Option("--jobs", "N", "most processes for many files (default: one a core)", short="-j"),
    Option("--color", "WHEN", "auto, always or never", choices=("auto", "always", "never")),
    Option("--debug", "", "show where an error of the command itself comes from", once=True),
    HELP,
)
