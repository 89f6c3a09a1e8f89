import { defineEvidence } from '../../kit/evidence.ts';
import { attested } from '../documents/attested.ts';

export default defineEvidence({
  name: 'incident-reviews',
  kind: 'attest',
  about: 'who states that the last incidents were reviewed, with the reviews',
  schema: attested,
});
