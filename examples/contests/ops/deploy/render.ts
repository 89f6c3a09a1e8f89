// The manifests of deploy/k8s with what differs from deployment to deployment: images by digest, and the public address.
import { readFile } from 'node:fs/promises';
import { isScalar, parseAllDocuments, visit, type Document } from 'yaml';
import { OpsError } from '../settings.ts';

export interface Release {
  readonly appImage: string;
  readonly opsImage: string;
  readonly publicUrl: string;
  /** Makes the names of jobs unique: a job cannot be changed once it ran. */
  readonly name: string;
}

const BY_DIGEST = /^[a-z0-9./:_-]+@sha256:[0-9a-f]{64}$/;

export function releaseFault(release: Release): string | undefined {
  if (!BY_DIGEST.test(release.appImage)) return 'APP_IMAGE must name an image by its digest (…@sha256:…).';
  if (!BY_DIGEST.test(release.opsImage)) return 'OPS_IMAGE must name an image by its digest (…@sha256:…).';
  if (!/^https:\/\/[^/]+$/.test(release.publicUrl))
    return 'PUBLIC_URL must be https:// and a host, without a path.';
  if (!/^[a-z0-9-]{1,40}$/.test(release.name))
    return 'The name of the release must be lower-case letters, digits and hyphens.';
  return undefined;
}

export async function render(file: string, release: Release): Promise<string> {
  const text = await readFile(new URL(`../../deploy/k8s/${file}`, import.meta.url), 'utf8');
  const documents = parseAllDocuments(text);
  if (!Array.isArray(documents)) throw new OpsError(`${file} holds nothing.`);
  for (const document of documents) fillIn(document, release);
  return documents.map(String).join('---\n');
}

function fillIn(document: Document, release: Release): void {
  const images: Readonly<Record<string, string>> = {
    'contests-app': release.appImage,
    'contests-ops': release.opsImage,
  };
  visit(document, {
    Pair(_, pair) {
      if (!isScalar(pair.key) || pair.key.value !== 'image' || !isScalar(pair.value)) return;
      const image = images[String(pair.value.value)];
      if (image !== undefined) pair.value.value = image;
    },
  });
  const kind = document.get('kind');
  if (kind === 'ConfigMap') document.setIn(['data', 'PUBLIC_URL'], release.publicUrl);
  if (kind === 'Job')
    document.setIn(['metadata', 'name'], `${String(document.getIn(['metadata', 'name']))}-${release.name}`);
}
