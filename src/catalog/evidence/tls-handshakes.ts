import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

export default defineEvidence({
  name: 'tls-handshakes',
  kind: 'http',
  about: 'the certificates of the service and what it does with plain HTTP',
  howToGet: 'give the address of the deployed service: seaworthy inspect --url https://…',
  schema: z.object({
    hosts: z.array(
      z.object({
        host: z.string(),
        /** Absent when the handshake failed; `error` then says why, in the words of the TLS library. */
        handshake: z
          .object({
            protocol: z.string(),
            validTo: z.string(),
            names: z.array(z.string()),
            issuer: z.string(),
          })
          .optional(),
        /** What a client that checks would say: expired, self-signed, wrong host. Absent when it trusts. */
        error: z.string().optional(),
        /** Old versions that it still speaks: TLSv1, TLSv1.1. */
        oldProtocols: z.array(z.string()),
        /** The answer to http:// on the same host; absent when nothing listens there. */
        plain: z.object({ status: z.number(), location: z.string().optional() }).optional(),
      }),
    ),
  }),
});
