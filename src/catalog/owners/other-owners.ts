import { folderOf } from '../aside.ts';
import type { ReadOwners } from './codeowners.ts';

/** OWNERS of Kubernetes-style repositories: approvers of a folder. */
export function readOwnersFile(file: string, text: string): ReadOwners {
  const names: { line: number; name: string }[] = [];
  let open = false;
  for (const [index, content] of text.split(/\r?\n/).entries()) {
    const key = /^(\w[\w-]*):/.exec(content)?.[1];
    if (key !== undefined) open = key === 'approvers';
    const name = /^\s*-\s*['"]?([\w./@+-]+)/.exec(content)?.[1];
    if (open && name !== undefined)
      names.push({ line: index + 1, name: name.includes('@') ? name : `@${name}` });
  }
  return oneRule(file, names);
}

/** `spec.owner` of a Backstage catalog file. */
export function readBackstage(file: string, text: string): ReadOwners {
  const names = text.split(/\r?\n/).flatMap((content, index) => {
    const name = /^\s{2,}owner:\s*['"]?([\w.:/@-]+)/.exec(content)?.[1];
    return name === undefined ? [] : [{ line: index + 1, name }];
  });
  return oneRule(file, names);
}

/** `accountableOwners.service` of an es-metadata file: the number of a service in the list that names its team. */
export function readServiceRecord(file: string, text: string): ReadOwners {
  let open = false;
  const names = text.split(/\r?\n/).flatMap((content, index) => {
    if (/^\w/.test(content)) open = content.startsWith('accountableOwners:');
    const name = /^\s{2,}service:\s*['"]?([\w-]+)/.exec(content)?.[1];
    return open && name !== undefined ? [{ line: index + 1, name }] : [];
  });
  return oneRule(file, names);
}

/** MAINTAINERS: handles and addresses in it own the whole repository. */
export function readMaintainers(file: string, text: string): ReadOwners {
  const names = text.split(/\r?\n/).flatMap((content, index) =>
    [
      ...content
        .slice(0, 500)
        .matchAll(
          /[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<=^|[\s([|])@[\w-]+(?:\/[\w-]+)?|(?<=github\.com\/)[\w-]+(?=[)\s>]|$)/g,
        ),
    ].map((match) => ({
      line: index + 1,
      name: match[0].includes('@') ? match[0] : `@${match[0]}`,
    })),
  );
  return oneRule(file, names);
}

function oneRule(file: string, names: readonly { line: number; name: string }[]): ReadOwners {
  const first = names[0];
  if (!first) return { rules: [], problems: [] };
  const folder = folderOf(file).replace(/^(\.github|docs)$/, '');
  const owners = [...new Set(names.map((one) => one.name))].slice(0, 50);
  return {
    rules: [{ line: first.line, pattern: folder === '' ? '*' : `/${folder}/`, owners }],
    problems: [],
  };
}
