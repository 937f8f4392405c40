// A CDK app with the stack of one template and our rules: node app.js TEMPLATE FOLDER_OF_RULES
const cdk = require('aws-cdk-lib');
const { CfnInclude } = require('aws-cdk-lib/cloudformation-include');
const { rules } = require(process.argv[3]);

// Without the flag findings are warnings, and the app is synthesized all the same.
const app = new cdk.App({ context: { '@aws-cdk/core:validateAgainstDefaultRules': true } });
new CfnInclude(new cdk.Stack(app, 'Stack'), 'Template', { templateFile: process.argv[2] });
const plugin = new cdk.CloudFormationValidatePlugin({ regoRules: rules() });
cdk.Validations.of(app).addPlugins(plugin);
app.synth();
