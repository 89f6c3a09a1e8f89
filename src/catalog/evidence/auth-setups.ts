import { defineEvidence } from '../../kit/evidence.ts';
import { setUps } from '../source/facts.ts';

export default defineEvidence({
  name: 'auth-setups',
  about: 'where the code checks who is calling: tokens, sessions, guards, CSRF protection',
  schema: setUps,
});
