import { defineEvidence } from '../../kit/evidence.ts';
import { setUps } from '../source/facts.ts';

export default defineEvidence({
  name: 'error-sinks',
  about: 'where the code reports its errors to a tracker',
  schema: setUps,
});
