import { defineEvidence } from '../../kit/evidence.ts';
import { setUps } from '../source/facts.ts';

export default defineEvidence({
  name: 'limiters',
  about: 'where the code limits how often it may be called, and where the counts are kept',
  schema: setUps,
});
