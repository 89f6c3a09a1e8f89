import { defineEvidence } from '../../kit/evidence.ts';
import { attested } from '../documents/attested.ts';

export default defineEvidence({
  name: 'access-reviews',
  kind: 'attest',
  about: 'who reviewed the access to production, and when',
  schema: attested,
});
