import { defineEvidence } from '../../kit/evidence.ts';
import { setUps } from '../source/facts.ts';

export default defineEvidence({
  name: 'page-limits',
  about: 'where the code reads page sizes, and whether they are capped',
  schema: setUps,
});
