import { defineGatherer } from '../../kit/gatherer.ts';
import { openDocuments } from '../documents/open.ts';
import { subjectOf } from '../documents/subjects.ts';
import claimedDocuments from '../evidence/claimed-documents.ts';

const limitBytes = 400_000;
const maxDocuments = 8;

export default defineGatherer({
  brings: claimedDocuments,
  uses: ['repo'],
  limitMs: 20_000,
  async gather({ drivers: { repo }, signal }) {
    const open = await openDocuments(repo, signal);
    const current = open.documents.filter(
      ({ subject, standing }) => subject === 'readiness' && standing === 'current',
    );
    const documents: { file: string; text: string }[] = [];
    const skipped = open.skipped.filter(({ file }) => subjectOf(file, undefined) === 'readiness');
    for (const { file } of current) {
      if (documents.length >= maxDocuments) {
        skipped.push({ file, because: `${maxDocuments} others are answered already` });
        continue;
      }
      const read = await repo.read(file, { limitBytes });
      if (read.ok) documents.push({ file, text: read.text });
      else skipped.push({ file, because: `it is ${read.because}` });
    }
    return { documents, skipped };
  },
});
