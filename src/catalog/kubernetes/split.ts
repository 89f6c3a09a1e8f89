/** One document of a manifest file, before it is parsed. */
export interface RawDocument {
  readonly text: string;
  /** Line of the file before its first line. */
  readonly offset: number;
  readonly kind: string;
  readonly apiVersion: string;
  readonly name?: string;
}

const maxDocuments = 500;

/** Cuts a file at `---` and reads kind and name from the surface: most documents need no parsing. */
export function splitDocuments(text: string): RawDocument[] {
  const found: RawDocument[] = [];
  let offset = 0;
  for (const part of text.split(/^---.*$/m).slice(0, maxDocuments)) {
    const kind = /^kind:[ \t]*["']?([A-Za-z]+)/m.exec(part)?.[1];
    const apiVersion = /^apiVersion:[ \t]*["']?([\w./-]+)/m.exec(part)?.[1];
    const name = /^metadata:[^\S\n]*\n(?:[ \t]+.*\n){0,12}?[ \t]+name:[ \t]*["']?([^\s"'#]+)/m.exec(
      part,
    )?.[1];
    if (kind && apiVersion)
      found.push({ text: part, offset, kind, apiVersion, ...(name === undefined ? {} : { name }) });
    offset += part.split('\n').length - 1;
  }
  return found;
}
