'use strict';
// Apart from seaworthy.js, because an old Node cannot even parse import().
const { existsSync } = require('node:fs');
const { join } = require('node:path');
const { pathToFileURL } = require('node:url');

const main = join(__dirname, '../dist/cli/main.js');
if (existsSync(main)) import(pathToFileURL(main).href);
else {
  console.error('Seaworthy is not built here: run "npm run build", or "node src/cli/main.ts" on Node 24.');
  process.exitCode = 2;
}
