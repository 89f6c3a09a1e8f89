import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Testcontainers',
  counts: 'tooling',
  packages: {
    npm: ['testcontainers', '@testcontainers/postgresql'],
    PyPI: ['testcontainers'],
    Go: ['github.com/testcontainers/testcontainers-go*'],
    Maven: ['org.testcontainers:*'],
    NuGet: ['Testcontainers', 'Testcontainers.*'],
    'crates.io': ['testcontainers', 'testcontainers-modules'],
  },
});
