import { baseName } from '../aside.ts';

export interface Declared {
  readonly line: number;
  readonly expression: string;
  readonly closed: boolean;
}

const closed =
  /^(?:unlicensed|proprietary|commercial|private|none|all rights reserved|see licen[cs]e.*|licenseref-.*)$/i;
/** Where each kind of manifest states its licence, on one line. */
const statements: Readonly<Record<string, RegExp>> = {
  'package.json': /^\s{0,4}"license"\s*:\s*"([^"]{1,100})"/,
  'composer.json': /^\s{0,4}"license"\s*:\s*(?:\[\s*)?"([^"]{1,100})"/,
  'Cargo.toml': /^license\s*=\s*"([^"]{1,100})"/,
  'pyproject.toml': /^license\s*=\s*(?:\{\s*text\s*=\s*)?"([^"]{1,100})"/,
  'setup.cfg': /^license\s*=\s*([\w .+-]{1,60})$/,
  'pom.xml': /^\s*<licenses>.{0,200}?<name>([^<]{1,100})<\/name>/,
};

export function isManifestWithLicence(path: string): boolean {
  const name = baseName(path);
  return Object.hasOwn(statements, name) || name.endsWith('.gemspec');
}

/** The first statement of a licence in a manifest. */
export function declaredIn(path: string, text: string): Declared | undefined {
  const name = baseName(path);
  const pattern = name.endsWith('.gemspec')
    ? /\.licenses?\s*=\s*\[?\s*["']([^"']{1,100})["']/
    : Object.hasOwn(statements, name)
      ? statements[name]
      : undefined;
  if (!pattern) return undefined;
  for (const [index, content] of text.split(/\r?\n/).slice(0, 3_000).entries()) {
    const expression = content.length < 1_000 ? pattern.exec(content)?.[1]?.trim() : undefined;
    if (expression) return { line: index + 1, expression, closed: closed.test(expression) };
  }
  return undefined;
}
