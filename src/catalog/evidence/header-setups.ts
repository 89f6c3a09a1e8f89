import { defineEvidence } from '../../kit/evidence.ts';
import { setUps } from '../source/facts.ts';

export default defineEvidence({
  name: 'header-setups',
  about: 'where the code sets security headers, and forces HTTPS',
  schema: setUps,
});
