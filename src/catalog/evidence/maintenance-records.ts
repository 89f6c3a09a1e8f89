import { defineEvidence } from '../../kit/evidence.ts';
import { attested } from '../documents/attested.ts';

export default defineEvidence({
  name: 'maintenance-records',
  kind: 'attest',
  about: 'which of the regular tasks were done, and when',
  schema: attested,
});
