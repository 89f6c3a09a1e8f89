import { defineAudit } from '../../../kit/audit.ts';
import probeAnswers from '../../evidence/probe-answers.ts';
import uploadSetups from '../../evidence/upload-setups.ts';
import { placesOf } from '../../probing/code-signs.ts';
import { answeredFor, distinct, foundBy, isAccepted, probe, probed } from '../../probing/probes.ts';

const wrong = {
  'upload-wrong-type': 'a file of a type that is not allowed',
  'upload-too-big': 'a file that is too big',
  'upload-of-another': 'a request for the file of somebody else',
} as const;

export default defineAudit({
  title: 'Uploads are held to type, size and owner',
  failureTitle: 'Uploads are not held to type, size or owner',
  why: 'A page or a program sent as a photo runs in the browsers of others; one big file fills the disk; private papers open to whoever guesses their name.',
  fix: 'Bound the size before reading, tell the type by the content, store outside the web root under a made-up name, and check the owner on every read.',
  refs: ['OWASP ASVS 5.0 V5'],
  severity: 'major',
  state: 'trial',
  effortHours: 6,
  claims: [
    'file permission bypass',
    'file uploads',
    'upload validation',
    'ownership validation system',
    'file upload',
    'file upload validation',
    'upload limits',
    'file type validation',
    'file uploads restricted',
    'upload size limit',
    'uploads validated',
    'file size limits',
    'malware scan',
  ],
  needs: { seen: probeAnswers },
  signs: { from: { code: uploadSetups }, look: ({ code }) => placesOf(code) },
  judge({ seen }) {
    const asked = Object.entries(wrong).flatMap(([purpose, what]) =>
      answeredFor(seen.exchanges, purpose as keyof typeof wrong).map((one) => ({ one, purpose, what })),
    );
    const findings = asked
      .filter(({ one }) => isAccepted(one))
      .map(({ one, purpose, what }) =>
        foundBy(one, purpose, `${one.method} ${one.route} answers ${one.status} to ${what}.`),
      );
    if (findings.length > 0) return { looked: asked.length, findings: distinct(findings) };
    const allowed = answeredFor(seen.exchanges, 'upload-allowed').some(isAccepted);
    if (!allowed || asked.length < 3)
      return {
        abstains: 'unknown',
        because: allowed
          ? 'Not all of type, size and owner were tried.'
          : 'No upload was accepted at all: the refusals may have another cause.',
      };
    return { looked: asked.length, findings };
  },
  examples: {
    pass: [
      {
        given: {
          seen: probed(
            probe('upload-allowed', 201, { method: 'POST' }),
            probe('upload-wrong-type', 415, { method: 'POST' }),
            probe('upload-too-big', 413, { method: 'POST' }),
            probe('upload-of-another', 404),
          ),
        },
      },
    ],
    fail: [
      {
        given: {
          seen: probed(
            probe('upload-allowed', 201, { method: 'POST' }),
            probe('upload-of-another', 200, { route: '/files/{id}' }),
          ),
        },
        findings: ['upload-of-another:GET /files/{id}'],
      },
    ],
    hollow: [
      {
        name: 'nothing can be uploaded',
        given: { seen: probed(probe('upload-wrong-type', 403, { method: 'POST' })) },
        outcome: 'unknown',
      },
    ],
  },
});
