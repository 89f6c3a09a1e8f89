import { parse } from 'smol-toml';
import { isRecord, readPlainJson, recordAt } from '../lockfiles/lock.ts';

export interface Found {
  readonly runtime: string;
  readonly version: string;
  readonly line: number;
}

const singles: Readonly<Record<string, string>> = {
  '.nvmrc': 'node',
  '.node-version': 'node',
  '.python-version': 'python',
  '.ruby-version': 'ruby',
  '.go-version': 'go',
  '.java-version': 'java',
  '.php-version': 'php',
  '.bun-version': 'bun',
};

const names: Readonly<Record<string, string>> = {
  nodejs: 'node',
  node: 'node',
  python: 'python',
  golang: 'go',
  go: 'go',
  java: 'java',
  ruby: 'ruby',
  php: 'php',
  elixir: 'elixir',
  rust: 'rust',
  bun: 'bun',
  deno: 'deno',
  dotnet: 'dotnet',
  'dotnet-core': 'dotnet',
};

export const versionFile =
  /(^|\/)(\.nvmrc|\.(node|python|ruby|go|java|php|bun)-version|\.tool-versions|\.?mise\.toml|runtime\.txt|global\.json|\.sdkmanrc|system\.properties)$/;

/** What a version manager's file pins; empty when it pins nothing that can be read. */
export function readVersionFile(name: string, text: string): readonly Found[] {
  const single = singles[name];
  if (single !== undefined) return firstLine(single, text);
  if (name === '.tool-versions') return toolVersions(text);
  if (name === 'runtime.txt') return prefixed(text, /^(python|ruby|node|php)-(\S+)/);
  if (name === '.sdkmanrc') return prefixed(text, /^(java)=(\S+)/);
  if (name === 'system.properties') return prefixed(text, /^(java)\.runtime\.version\s*=\s*(\S+)/);
  if (name === 'global.json') return globalJson(text);
  return mise(text);
}

function firstLine(runtime: string, text: string): Found[] {
  const lines = text.split(/\r?\n/);
  const index = lines.findIndex((line) => line.trim() !== '' && !line.trim().startsWith('#'));
  const version = lines[index]?.trim().replace(new RegExp(`^(v|${runtime}-)`), '');
  return version === undefined || version.length > 60 ? [] : [{ runtime, version, line: index + 1 }];
}

function toolVersions(text: string): Found[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    const [tool = '', version] = line.replace(/#.*$/, '').trim().split(/\s+/);
    const runtime = Object.hasOwn(names, tool) ? names[tool] : undefined;
    if (runtime === undefined || version === undefined) return [];
    return [{ runtime, version: version.replace(/^[a-z]+-(?=\d)/, ''), line: index + 1 }];
  });
}

function prefixed(text: string, pattern: RegExp): Found[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    const match = pattern.exec(line);
    return match?.[1] && match[2] ? [{ runtime: match[1], version: match[2], line: index + 1 }] : [];
  });
}

function globalJson(text: string): Found[] {
  const version = recordAt(readPlainJson(text), 'sdk')['version'];
  const line = text.split('\n').findIndex((content) => content.includes('"version"')) + 1;
  return typeof version === 'string' ? [{ runtime: 'dotnet', version, line: Math.max(line, 1) }] : [];
}

function mise(text: string): Found[] {
  let value: unknown;
  try {
    value = parse(text);
  } catch {
    return [];
  }
  const lines = text.split('\n');
  return Object.entries(recordAt(value, 'tools')).flatMap(([tool, wanted]): Found[] => {
    const runtime = Object.hasOwn(names, tool) ? names[tool] : undefined;
    const version: unknown = Array.isArray(wanted)
      ? wanted[0]
      : isRecord(wanted)
        ? wanted['version']
        : wanted;
    if (runtime === undefined || typeof version !== 'string') return [];
    const line = lines.findIndex((content) => content.trimStart().replace(/["']/g, '').startsWith(tool)) + 1;
    return [{ runtime, version, line: Math.max(line, 1) }];
  });
}
