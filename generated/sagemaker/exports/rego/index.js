// What `CloudFormationValidatePlugin` takes: { regoRules: rules() }, or rules('security', 'strict') with those profiles.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');

exports.rules = (...profiles) =>
  ['rules', ...profiles].map((name) => ({
    name: `botoforge-sagemaker-rules-${name}`,
    content: readFileSync(join(__dirname, `${name}.rego`), 'utf8'),
  }));
