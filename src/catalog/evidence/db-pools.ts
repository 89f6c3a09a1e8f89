import { defineEvidence } from '../../kit/evidence.ts';
import { setUps } from '../source/facts.ts';

export default defineEvidence({
  name: 'db-pools',
  about: 'where the code opens databases, with pool sizes and time limits',
  schema: setUps,
});
