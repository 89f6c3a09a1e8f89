import { defineEvidence } from '../../kit/evidence.ts';
import { setUps } from '../source/facts.ts';

export default defineEvidence({
  name: 'cors-setups',
  about: 'where the code allows other origins',
  schema: setUps,
});
