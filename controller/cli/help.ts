// What --help says after the options: exit codes and examples.

export const mainHelp = `
Try it, without an AWS account:
  $ watchkeeper plan --sandbox

AWS is reached as the aws command line does: AWS_PROFILE, AWS_REGION, AWS_ENDPOINT_URL and the rest work.`;

export const validateHelp = `
Examples:
  $ watchkeeper validate
  $ watchkeeper validate specs/prod.yaml specs/staging/
  $ watchkeeper validate --output json | jq -r '.problems[].message'`;

export const planHelp = `
Exit codes: 0 done, 1 an error or something that could not be read; with --detailed-exitcode also 2: something to do.

Examples:
  $ watchkeeper plan
  $ watchkeeper plan specs/prod --region eu-central-1
  $ watchkeeper plan --sandbox                       no AWS account needed
  $ watchkeeper plan --out plan.json && watchkeeper apply plan.json
  $ watchkeeper plan --output json --detailed-exitcode > plan.json`;

export const applyHelp = `
Examples:
  $ watchkeeper apply
  $ watchkeeper apply specs/prod --yes
  $ watchkeeper apply plan.json                      what plan --out plan.json saved
  $ watchkeeper apply --max-deletes 12               when that many deletes are meant`;

export const driftHelp = `
Exit codes: 0 done, 1 an error or something that could not be read; with --detailed-exitcode also 2: drift.

Examples:
  $ watchkeeper drift
  $ watchkeeper drift --detailed-exitcode --output json > drift.json`;

export const runHelp = `
Examples:
  $ watchkeeper run specs/
  $ watchkeeper run --sandbox --interval 30s         against an embedded AWS
  $ watchkeeper run --listen 0.0.0.0:8080            in a container`;

export const sandboxHelp = `
Examples:
  $ watchkeeper sandbox
  $ aws --endpoint-url http://127.0.0.1:4566 sns list-topics
  $ AWS_ENDPOINT_URL=http://127.0.0.1:4566 watchkeeper plan`;

export const schemaHelp = `
Examples:
  $ watchkeeper schema > watchkeeper.schema.json
  $ watchkeeper schema plan`;
