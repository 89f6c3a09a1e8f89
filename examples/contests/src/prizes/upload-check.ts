// What may be stored as proof of delivery: a photo that is what it says, whole, and nothing else besides.
import { createHash } from 'node:crypto';
import { fileTypeFromBuffer } from 'file-type';

export const UPLOAD_LIMIT_BYTES = 5 * 1024 * 1024;
export const UPLOAD_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const;
export type UploadType = (typeof UPLOAD_TYPES)[number];

export type UploadVerdict =
  | {
      readonly ok: true;
      readonly type: UploadType;
      readonly extension: string;
      readonly sizeBytes: number;
      readonly sha256: string;
    }
  | { readonly ok: false; readonly status: 413 | 415 | 422; readonly says: string };

const EXTENSIONS: Readonly<Record<UploadType, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
};

/** The name given by the sender is not looked at: what is stored gets a name of ours with `extension`. */
export async function checkUpload(
  bytes: Buffer,
  declaredType: string,
  limitBytes = UPLOAD_LIMIT_BYTES,
): Promise<UploadVerdict> {
  if (bytes.length > limitBytes)
    return refused(413, `The file is larger than ${limitBytes / 1024 / 1024} MB.`);
  if (bytes.length === 0) return refused(422, 'The file is empty.');
  const found = await fileTypeFromBuffer(bytes);
  const type = UPLOAD_TYPES.find((one) => one === found?.mime);
  if (type === undefined) return refused(415, 'Only JPEG, PNG and WebP photos can be uploaded.');
  const declared = declaredType.split(';')[0]?.trim().toLowerCase();
  if (declared !== type) return refused(415, `The file is ${type}, but was sent as something else.`);
  const fault = faultOf(type, bytes);
  if (fault !== undefined) return refused(422, fault);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { ok: true, type, extension: EXTENSIONS[type], sizeBytes: bytes.length, sha256 };
}

function faultOf(type: UploadType, bytes: Buffer): string | undefined {
  const endsWhole = { 'image/png': pngEnd, 'image/jpeg': jpegEnd, 'image/webp': webpEnd }[type](bytes);
  if (endsWhole === undefined) return 'The picture is cut off or damaged.';
  // A second file behind the picture is how one upload is a picture to us and a script or an archive to somebody else.
  if (endsWhole !== bytes.length)
    return 'Something follows the end of the picture; save it as a plain picture and try again.';
  return undefined;
}

/** Walks the chunks; returns where the picture ends, or undefined when it never does. */
function pngEnd(bytes: Buffer): number | undefined {
  let at = 8;
  while (at + 12 <= bytes.length) {
    const kind = bytes.toString('latin1', at + 4, at + 8);
    at += 12 + bytes.readUInt32BE(at);
    if (kind === 'IEND') return at <= bytes.length ? at : undefined;
  }
  return undefined;
}

/** Walks the segments to the picture data, then to its end marker, so that a thumbnail's end is not taken for it. */
function jpegEnd(bytes: Buffer): number | undefined {
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1; // fill byte
      continue;
    }
    if (marker === 0xd9) return at + 2;
    at += 2 + bytes.readUInt16BE(at + 2);
    if (marker === 0xda) at = afterScan(bytes, at);
  }
  return bytes[at] === 0xff && bytes[at + 1] === 0xd9 ? at + 2 : undefined;
}

/** Picture data runs up to a marker that is neither a stuffed zero nor a restart. */
function afterScan(bytes: Buffer, from: number): number {
  let at = bytes.indexOf(0xff, from);
  while (at !== -1) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at;
    at = bytes.indexOf(0xff, at + 2);
  }
  return bytes.length;
}

/** The size in the head must be what its chunks, padded to even sizes, add up to; the first one is the picture. */
function webpEnd(bytes: Buffer): number | undefined {
  if (bytes.length < 20 || !/^VP8[ LX]$/.test(bytes.toString('latin1', 12, 16))) return undefined;
  const end = 8 + bytes.readUInt32LE(4);
  if (end > bytes.length) return undefined;
  let at = 12;
  while (at + 8 <= end) {
    const sizeBytes = bytes.readUInt32LE(at + 4);
    at += 8 + sizeBytes + (sizeBytes % 2);
  }
  return at === end ? end : undefined;
}

function refused(status: 413 | 415 | 422, says: string): UploadVerdict {
  return { ok: false, status, says };
}
