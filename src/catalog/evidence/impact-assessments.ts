import { defineEvidence } from '../../kit/evidence.ts';
import { attested } from '../documents/attested.ts';

export default defineEvidence({
  name: 'impact-assessments',
  kind: 'attest',
  about: 'who assessed the impact on the people whose data is kept, and when',
  schema: attested,
});
