import { defineEvidence } from '../../kit/evidence.ts';
import { setUps } from '../source/facts.ts';

export default defineEvidence({
  name: 'outbound-clients',
  about: 'calls to other services, with time limits, retries and breakers',
  schema: setUps,
});
