import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'NATS',
  counts: 'service',
  packages: {
    npm: ['nats', '@nats-io/transport-node'],
    PyPI: ['nats-py'],
    Go: ['github.com/nats-io/nats.go'],
    Maven: ['io.nats:jnats'],
    NuGet: ['NATS.Client', 'NATS.Net'],
    'crates.io': ['async-nats'],
  },
  images: ['nats', 'bitnami/nats'],
  connections: ['nats'],
});
