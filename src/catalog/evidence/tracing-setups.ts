import { defineEvidence } from '../../kit/evidence.ts';
import { setUps } from '../source/facts.ts';

export default defineEvidence({
  name: 'tracing-setups',
  about: 'where the code records traces',
  schema: setUps,
});
