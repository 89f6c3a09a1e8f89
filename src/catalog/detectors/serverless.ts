import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Serverless functions',
  counts: 'service',
  files:
    /(^|\/)(serverless(\.\w+)?\.(ya?ml|json|ts)|samconfig\.toml|wrangler\.(toml|jsonc?)|sst\.config\.ts|cdk\.json)$/,
});
