import { defineEvidence } from '../../kit/evidence.ts';
import { attested } from '../documents/attested.ts';

export default defineEvidence({
  name: 'scaling-rehearsals',
  kind: 'attest',
  about: 'who states that scaling was rehearsed, with the record',
  schema: attested,
});
