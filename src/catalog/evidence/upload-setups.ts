import { defineEvidence } from '../../kit/evidence.ts';
import { setUps } from '../source/facts.ts';

export default defineEvidence({
  name: 'upload-setups',
  about: 'where the code takes files, with limits of size and type',
  schema: setUps,
});
