import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Alembic',
  counts: 'tooling',
  packages: { PyPI: ['alembic', 'flask-migrate'] },
  files: /(^|\/)alembic\.ini$/,
});
