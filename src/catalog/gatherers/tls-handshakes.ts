import { defineGatherer } from '../../kit/gatherer.ts';
import tlsHandshakes from '../evidence/tls-handshakes.ts';

export default defineGatherer({
  brings: tlsHandshakes,
  uses: ['service'],
  limitMs: 120_000,
  async gather({ drivers: { service }, signal }) {
    const hosts = await service.handshakes(signal);
    return {
      hosts: hosts.map(({ handshake, ...rest }) => ({
        ...rest,
        oldProtocols: [...rest.oldProtocols],
        ...(handshake ? { handshake: { ...handshake, names: [...handshake.names] } } : {}),
      })),
    };
  },
});
