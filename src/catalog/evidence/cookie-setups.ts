import { defineEvidence } from '../../kit/evidence.ts';
import { setUps } from '../source/facts.ts';

export default defineEvidence({
  name: 'cookie-setups',
  about: 'where the code sets cookies, with their flags',
  schema: setUps,
});
