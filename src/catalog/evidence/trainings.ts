import { defineEvidence } from '../../kit/evidence.ts';
import { attested } from '../documents/attested.ts';

export default defineEvidence({
  name: 'trainings',
  kind: 'attest',
  about: 'who was trained on the service, and when',
  schema: attested,
});
