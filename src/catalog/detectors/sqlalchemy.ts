import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'SQLAlchemy',
  counts: 'service',
  packages: { PyPI: ['sqlalchemy', 'flask-sqlalchemy', 'sqlmodel'] },
});
