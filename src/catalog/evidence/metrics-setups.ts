import { defineEvidence } from '../../kit/evidence.ts';
import { setUps } from '../source/facts.ts';

export default defineEvidence({
  name: 'metrics-setups',
  about: 'where the code measures itself and shows the numbers',
  schema: setUps,
});
