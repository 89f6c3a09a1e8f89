import { defineEvidence } from '../../kit/evidence.ts';
import { setUps } from '../source/facts.ts';

export default defineEvidence({
  name: 'config-checks',
  about: 'where the code checks its configuration at start',
  schema: setUps,
});
