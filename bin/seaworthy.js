#!/usr/bin/env node
'use strict';
// Plain old JavaScript on purpose: every Node must be able to read this far and be told what works.
var parts = process.versions.node.split('.');
var major = Number(parts[0]);
var minor = Number(parts[1]);

if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    'Seaworthy needs Node 22.18 or newer and this is Node ' +
      process.versions.node +
      ': run "npx -p node@24 -p seaworthy seaworthy ' +
      (process.argv[2] || 'inspect') +
      '" instead.',
  );
  process.exitCode = 2;
} else {
  require('./launch.js');
}
