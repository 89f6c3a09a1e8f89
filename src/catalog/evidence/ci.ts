import { defineEvidence } from '../../kit/evidence.ts';
import { ciValue } from '../ci/model.ts';

export default defineEvidence({
  name: 'ci',
  about: 'the CI pipelines, their jobs and what each step really does',
  schema: ciValue,
});
