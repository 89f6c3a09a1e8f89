import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { UPLOAD_LIMIT_BYTES, checkUpload } from '../../src/prizes/upload-check.ts';

// Real pictures of 3 × 2 pixels.
const jpeg = Buffer.from(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAFA3PEY8MlBGQUZaVVBfeMiCeG5uePWvuZHI////////////////////////////////////////////////////2wBDAVVaWnhpeOuCguv/////////////////////////////////////////////////////////////////////////wAARCAACAAMDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAP/xAAXEAEAAwAAAAAAAAAAAAAAAAAAATGB/8QAFQEBAQAAAAAAAAAAAAAAAAAAAgP/xAAWEQEBAQAAAAAAAAAAAAAAAAAAATH/2gAMAwEAAhEDEQA/AJzeAAvMf//Z',
  'base64',
);
const progressiveJpeg = Buffer.from(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAFA3PEY8MlBGQUZaVVBfeMiCeG5uePWvuZHI////////////////////////////////////////////////////2wBDAVVaWnhpeOuCguv/////////////////////////////////////////////////////////////////////////wgARCAACAAMDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAL/xAAUAQEAAAAAAAAAAAAAAAAAAAAC/9oADAMBAAIQAxAAAAGQX//EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAQUCf//EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQMBAT8Bf//EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQIBAT8Bf//EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEABj8Cf//EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAT8hf//aAAwDAQACAAMAAAAQD//EABYRAAMAAAAAAAAAAAAAAAAAAAABMf/aAAgBAwEBPxBQ/8QAFBEBAAAAAAAAAAAAAAAAAAAAAP/aAAgBAgEBPxB//8QAFxAAAwEAAAAAAAAAAAAAAAAAAAExgf/aAAgBAQABPxB3D//Z',
  'base64',
);
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAIAAAASFvFNAAAAHElEQVR4nGM8ISfHwMDAwMDAxMDAYPHwNQMDAwAcjwMMati+RgAAAABJRU5ErkJggg==',
  'base64',
);
const webp = Buffer.from(
  'UklGRjoAAABXRUJQVlA4IC4AAACwAQCdASoDAAIAB0CWJagCdAEO9p5AAP0lJohBlb97lopFfInv/k77ba02AAAA',
  'base64',
);
const photos = [
  { name: 'JPEG', type: 'image/jpeg', extension: 'jpg', bytes: jpeg },
  { name: 'progressive JPEG', type: 'image/jpeg', extension: 'jpg', bytes: progressiveJpeg },
  { name: 'PNG', type: 'image/png', extension: 'png', bytes: png },
  { name: 'WebP', type: 'image/webp', extension: 'webp', bytes: webp },
] as const;

/** As cameras do: a whole small JPEG, with an end marker of its own, inside a segment of the large one. */
function withThumbnail(): Buffer {
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(2 + jpeg.length, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, jpeg, jpeg.subarray(2)]);
}

async function refusal(bytes: Buffer, declared: string): Promise<number | 'accepted'> {
  const verdict = await checkUpload(bytes, declared);
  return verdict.ok ? 'accepted' : verdict.status;
}

for (const { name, type, extension, bytes } of photos) {
  test(`a ${name} is accepted with its type, size and digest`, async () => {
    const sha256 = createHash('sha256').update(bytes).digest('hex');

    assert.deepEqual(await checkUpload(bytes, type), {
      ok: true,
      type,
      extension,
      sizeBytes: bytes.length,
      sha256,
    });
  });

  test(`a ${name} cut off anywhere is refused`, async () => {
    for (let length = 0; length < bytes.length; length += 1) {
      assert.notEqual(
        await refusal(bytes.subarray(0, length), type),
        'accepted',
        `cut at ${length} of ${bytes.length} bytes`,
      );
    }
  });

  test(`a ${name} with anything behind its end is refused`, async () => {
    for (const more of ['<script>alert(1)</script>', 'PK\x03\x04', '\0', bytes.toString('latin1')]) {
      assert.equal(await refusal(Buffer.concat([bytes, Buffer.from(more, 'latin1')]), type), 422);
    }
  });
}

test('a camera photo with a thumbnail inside is accepted', async () => {
  assert.equal(await refusal(withThumbnail(), 'image/jpeg'), 'accepted');
});

for (const [name, text] of Object.entries({
  'a page': '<!doctype html><script>alert(1)</script>',
  'an SVG with a script': '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
  'a GIF that is also a script': 'GIF89a/*\x01\0*/=1;alert(1)//',
  'a PDF': '%PDF-1.4\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\n%%EOF',
  'a program': '\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x02\0>\0',
  'a shell script': '#!/bin/sh\nid\n',
  'an archive': 'PK\x03\x04\x14\0\0\0',
  'plain text': 'hello',
})) {
  test(`${name} is refused whatever it is declared to be`, async () => {
    for (const declared of ['image/png', 'image/jpeg', 'image/svg+xml', 'text/html', '']) {
      assert.equal(await refusal(Buffer.from(text, 'latin1'), declared), 415);
    }
  });
}

test('a photo sent as something else is refused, with or without parameters', async () => {
  assert.equal(await refusal(png, 'image/jpeg'), 415);
  assert.equal(await refusal(png, 'text/html'), 415);
  assert.equal(await refusal(png, 'IMAGE/PNG; charset=binary'), 'accepted');
});

test('the size limit is exact', async () => {
  assert.equal((await checkUpload(png, 'image/png', png.length)).ok, true);
  assert.deepEqual(await refusal(Buffer.alloc(UPLOAD_LIMIT_BYTES + 1), 'image/png'), 413);
  assert.equal((await checkUpload(png, 'image/png', png.length - 1)).ok, false);
});

test('bytes made up at random are refused and never throw, also behind a true beginning', async () => {
  const beginnings = fc.constantFrom(Buffer.alloc(0), ...photos.map(({ bytes }) => bytes.subarray(0, 12)));
  const rest = fc.uint8Array({ maxLength: 200 });
  await fc.assert(
    fc.asyncProperty(beginnings, rest, async (beginning, bytes) => {
      for (const { type } of photos) {
        assert.notEqual(await refusal(Buffer.concat([beginning, bytes]), type), 'accepted');
      }
    }),
    { numRuns: 500 },
  );
});
