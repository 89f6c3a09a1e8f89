import { createHash } from 'node:crypto';
import type { Audit, Severity } from '../kit/audit.ts';
import type { AuditResult, Result } from '../kit/result.ts';
import type { Finding, Where } from '../kit/where.ts';
import type { Background } from './background.ts';
import { describePlace, toAddress } from './place.ts';

const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  blocker: 'error',
  major: 'error',
  minor: 'warning',
  note: 'note',
};

/** How code hosts sort alerts of security tools: 0 to 10. */
const securityScore: Readonly<Record<Severity, string>> = {
  blocker: '9.0',
  major: '7.0',
  minor: '4.0',
  note: '1.0',
};

/** SARIF 2.1.0 with one result per finding. Only what fails: code hosts show every result as an alert. */
export function renderSarif(result: Result, background: Background): string {
  const failing = result.audits.filter((audit) => audit.findings.length > 0);
  const broken = result.audits.filter((audit) => audit.outcome === 'error');
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Seaworthy',
            semanticVersion: result.tool.version,
            rules: failing.map((audit) => toRule(audit, background.audits.get(audit.id))),
          },
        },
        automationDetails: { id: 'seaworthy/' },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { SRCROOT: { description: { text: 'The root of the repository.' } } },
        invocations: [
          {
            executionSuccessful: true,
            startTimeUtc: result.startedAt,
            toolExecutionNotifications: broken.map((audit) => ({
              level: 'error',
              message: { text: `${audit.id}: ${audit.because ?? ''}` },
            })),
          },
        ],
        ...provenance(result, background),
        properties: { readiness: result.score },
        results: failing.flatMap((audit, ruleIndex) =>
          audit.findings.map((finding) => toResult(audit, finding, ruleIndex)),
        ),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function toRule({ id, area, severity, title }: AuditResult, audit: Audit | undefined) {
  const help = [audit?.fix ?? '', ...(audit?.refs ?? []).map((ref) => `- ${ref}`)].join('\n');
  return {
    id,
    name: id.replaceAll(/(?:^|[/-])([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: audit?.title ?? title },
    fullDescription: { text: audit?.why ?? title },
    help: { text: help, markdown: help },
    defaultConfiguration: { level: levels[severity] },
    properties: {
      tags: [area, severity],
      ...(area === 'security' ? { 'security-severity': securityScore[severity] } : {}),
    },
  };
}

function toResult(audit: AuditResult, finding: Finding, ruleIndex: number) {
  const waiver = audit.waived?.find((one) => one.finding === finding.key);
  const justification = waiver && `${waiver.reason} (${waiver.owner}, until ${waiver.until})`;
  return {
    ruleId: audit.id,
    ruleIndex,
    level: levels[audit.severity],
    message: { text: finding.says },
    locations: [toLocation(finding.where)],
    partialFingerprints: { 'seaworthy/v1': fingerprint(audit.id, finding.key) },
    ...(justification === undefined
      ? {}
      : { suppressions: [{ kind: 'external', status: 'accepted', justification }] }),
  };
}

function toLocation(where: Where) {
  const { file, line } = where;
  if (file !== undefined) {
    // Without a line the whole file is meant; code hosts then need line 1 to show anything.
    const region = { startLine: line ?? 1 };
    return { physicalLocation: { artifactLocation: { uri: toAddress(file), uriBaseId: 'SRCROOT' }, region } };
  }
  // Code hosts refuse a result without a file; this one says that there is none, the words say where to look.
  return {
    physicalLocation: {
      artifactLocation: { uri: 'no-file', uriBaseId: 'SRCROOT' },
      region: { startLine: 1 },
    },
    logicalLocations: [{ fullyQualifiedName: describePlace(where) ?? 'the target as a whole' }],
  };
}

function provenance({ target }: Result, { origin }: Background) {
  if (!origin || target.commit === undefined) return {};
  const repositoryUri = encodeURI(`https://${origin.host}/${origin.slug}`);
  return { versionControlProvenance: [{ repositoryUri, revisionId: target.commit }] };
}

function fingerprint(id: string, key: string): string {
  return createHash('sha256').update(`${id}\n${key}`).digest('hex').slice(0, 32);
}
