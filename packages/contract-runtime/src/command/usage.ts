/** The usage of the command, with its own name and variables. */
export function usage(name: string, prefix: string): string {
  return `Usage: ${name} --base-url URL [options]

Checks a server against the document that this command was generated from.

  --base-url URL          where the server answers, base path included (or ${prefix}_BASE_URL)
  --param NAME=VALUE      value of a path parameter that no operation creates; may be repeated
  --credentials FILE      JSON: {"clientId","clientSecret"}, {"token"}, {"apiKey"} or {"username","password"}
  --identity NAME=FILE    somebody else: JSON as above, with "params": {NAME: VALUE}; may be repeated. By its name, it is
                          other (of another tenant), expired (token no longer good), scope-poor (too few scopes: none,
                          or those under "scopes": [NAME]), or owner (the run itself, as --credentials); other-2 is a
                          second one
  --report FILE.json      writes every result as JSON (report.schema.json of @specloom/contract-runtime)
  --json                  prints what --report writes, and nothing else, on standard output; {"error"} where it could not run
  --junit FILE.xml        writes every result as JUnit XML
  --save DIR              writes each failure as a vitest file of its own, which sends the same requests again
  --known-failures FILE   failures that do not fail the run, one a line: CHECK OPERATION REASON (known-failures.txt, if there)
  --conventions warn      what only a convention licenses is shown and does not fail the run
  --seed N                chooses test values; the same seed sends the same (1)
  --runs N                besides, N random sequences of calls on each kind of thing; one that fails is shrunk (0)
  --only PATTERN          regular expression over check ids and "METHOD /path"
  --read-only             sends safe methods alone
  --allow-writes          writes although the host is a server of the document
  --sweep                 checks nothing; deletes what earlier runs left, known by "specloom-" and a run's id in its name;
                          not while another run is under way
  --rate N/s              sends at most so many requests a second, evenly spaced
  --timeout SECONDS       longest wait for one answer (30)
  --client-id ID, --client-secret SECRET, --token TOKEN
                          credentials on the command line; process lists show them
  --help, -h              prints this
  --version               prints the version of the package

Environment: ${prefix}_TOKEN, or ${prefix}_CLIENT_ID and ${prefix}_CLIENT_SECRET; ${prefix}_API_KEY; ${prefix}_USERNAME and ${prefix}_PASSWORD.
Exit codes: 0 every check held; 1 the server broke the contract (with --sweep: something is left); 2 it could not run;
130 stopped by Ctrl-C.
`;
}
