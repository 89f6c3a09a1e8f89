import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import { agrees, refusalOf } from '../../licences/allowed.ts';
import licences from '../../evidence/licences.ts';

const minWords = 20;
const file = { file: 'LICENSE', words: 170, spdx: 'MIT', blanks: [] };
const declared = { file: 'package.json', line: 5, expression: 'MIT', closed: false, aside: false };
const mit = {
  file: 'package-lock.json',
  expression: 'MIT',
  packages: [{ name: 'fastify', development: false }],
  count: 40,
};
const nothing = { stated: [], silent: [], unlocked: [] };

export default defineAudit({
  title: 'The project states its licence, and the licences of what it ships are allowed',
  failureTitle:
    'The licence is missing or contradicts itself, or a dependency must not be shipped with this service',
  why: 'Without a licence nobody may use the code; with the wrong one in a dependency the company owes its users its own source.',
  fix: 'Add a LICENSE file with the text of the licence that the manifest names (or mark a closed project `"license": "UNLICENSED"`). Replace a dependency whose licence does not allow a network service, or buy another one.',
  refs: ['OpenSSF Scorecard License', 'OSPS Baseline LE-01'],
  severity: 'minor',
  state: 'stable',
  effortHours: 2,
  claims: [
    'license',
    'licence',
    'licensing',
    'license compliance',
    'license file',
    'license check',
    'open source licenses',
    'third-party licenses',
    'software licenses',
  ],
  needs: { seen: licences },
  judge({ seen }) {
    const findings: Finding[] = [];
    const own = seen.declared.filter((one) => !one.aside && !one.file.includes('/'));
    const [root] = own;
    const text = seen.files.find((one) => one.words >= minWords);
    const closed = own.some((one) => one.closed);
    const kept = seen.privateManifest;
    if (!text && !closed && !kept) {
      const thin = seen.files[0];
      const says = thin
        ? `${thin.file} has ${thin.words} words.`
        : root
          ? `${root.file} names ${root.expression}; there is no file with its text.`
          : 'Neither a licence file nor a manifest states a licence.';
      findings.push({
        key: 'absent',
        says,
        where: thin ? { file: thin.file } : root ? { file: root.file, line: root.line } : { file: 'LICENSE' },
      });
    }
    const main = seen.files.find(
      (one) => one.spdx !== undefined && /^(licen[cs]e|copying)(\.\w+)?$/i.test(one.file),
    );
    if (
      main &&
      root &&
      !closed &&
      !agrees(
        root.expression,
        seen.files.flatMap((one) => one.spdx ?? []),
      )
    )
      findings.push({
        key: 'contradiction',
        says: `${main.file} is ${main.spdx}, ${root.file} says ${root.expression}.`,
        where: { file: root.file, line: root.line },
      });
    for (const { file: path, blanks } of seen.files)
      for (const { line, text: blank } of blanks.slice(0, 1))
        findings.push({
          key: `blank:${path}`,
          says: `${path} still says ${blank}.`,
          where: { file: path, line },
        });
    for (const { file: path, expression, packages } of seen.dependencies.stated) {
      const refused = refusalOf(expression, main?.spdx ?? root?.expression);
      if (refused === undefined) continue;
      for (const { name, line, development } of packages.filter((one) => !one.development))
        if (!development)
          findings.push({
            key: `dependency:${name}`,
            says: `${name} is under ${expression}: ${refused}.`,
            where: line === undefined ? { file: path } : { file: path, line },
          });
    }
    if (findings.length > 0) return { looked: 1, findings };
    if (!text && !closed && kept)
      return {
        abstains: 'unknown',
        because: `${kept.file} marks the project as private; nothing says who may use it.`,
        signs: [kept],
      };
    const [silent] = [...seen.dependencies.silent, ...seen.dependencies.unlocked, ...seen.skipped];
    if (silent)
      return {
        abstains: 'unknown',
        because: `The project's own licence is in order; ${silent.file} does not tell those of its dependencies. To prove it: list them with your package manager.`,
      };
    return { looked: seen.files.length + seen.declared.length, findings };
  },
  examples: {
    pass: [
      {
        given: {
          seen: {
            files: [file],
            declared: [declared],
            dependencies: { ...nothing, stated: [mit] },
            skipped: [],
          },
        },
      },
      {
        name: 'a closed project',
        given: {
          seen: {
            files: [],
            declared: [{ ...declared, expression: 'UNLICENSED', closed: true }],
            dependencies: { ...nothing, stated: [mit] },
            skipped: [],
          },
        },
      },
    ],
    fail: [
      {
        given: {
          seen: {
            files: [file],
            declared: [{ ...declared, expression: 'Apache-2.0' }],
            dependencies: {
              ...nothing,
              stated: [
                mit,
                {
                  ...mit,
                  expression: 'AGPL-3.0-only',
                  packages: [{ name: 'ghost-parser', line: 812, development: false }],
                  count: 1,
                },
              ],
            },
            skipped: [],
          },
        },
        findings: ['contradiction', 'dependency:ghost-parser'],
      },
    ],
    hollow: [
      {
        name: 'an empty file',
        given: {
          seen: {
            files: [{ file: 'LICENSE', words: 0, blanks: [] }],
            declared: [],
            dependencies: nothing,
            skipped: [],
          },
        },
        findings: ['absent'],
      },
      {
        name: 'a template with its blanks',
        given: {
          seen: {
            files: [{ ...file, blanks: [{ line: 3, text: '[year]' }] }],
            declared: [declared],
            dependencies: { ...nothing, stated: [mit] },
            skipped: [],
          },
        },
        findings: ['blank:LICENSE'],
      },
      {
        name: 'a lock file that states no licences',
        given: {
          seen: {
            files: [file],
            declared: [declared],
            dependencies: { ...nothing, silent: [{ file: 'yarn.lock', packages: 0 }] },
            skipped: [],
          },
        },
        outcome: 'unknown',
      },
    ],
    absent: [
      {
        given: { seen: { files: [], declared: [], dependencies: nothing, skipped: [] } },
        findings: ['absent'],
      },
    ],
  },
});
