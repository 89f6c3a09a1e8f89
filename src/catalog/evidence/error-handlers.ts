import { defineEvidence } from '../../kit/evidence.ts';
import { setUps } from '../source/facts.ts';

export default defineEvidence({
  name: 'error-handlers',
  about: 'what the code answers when it fails, and switches that show debug pages',
  schema: setUps,
});
