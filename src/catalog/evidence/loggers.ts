import { defineEvidence } from '../../kit/evidence.ts';
import { setUps } from '../source/facts.ts';

export default defineEvidence({
  name: 'loggers',
  about: 'how the code logs: libraries, formats, request ids, what is hidden, plain prints',
  schema: setUps,
});
