import { defineEvidence } from '../../kit/evidence.ts';
import { setUps } from '../source/facts.ts';

export default defineEvidence({
  name: 'stop-handlers',
  about: 'what the code does when it is told to stop',
  schema: setUps,
});
