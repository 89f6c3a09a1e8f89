import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

export default defineEvidence({
  name: 'architecture-documents',
  about: 'descriptions and drawings of the architecture',
  schema: z.object({
    documents: z.array(
      z.object({
        file: z.string(),
        line: z.number(),
        standing: z.enum(['current', 'archive', 'form', 'example']),
        drawings: z.array(
          z.object({
            line: z.number(),
            kind: z.enum(['mermaid', 'plantuml', 'graphviz', 'd2', 'structurizr', 'ascii', 'picture']),
            /** For pictures: whether the file is there. */
            exists: z.boolean(),
          }),
        ),
        /** Every different word of the description and its drawings, lower case, punctuation removed. */
        words: z.array(z.string()),
        /** Words of running text. */
        length: z.number(),
      }),
    ),
    /** Drawings that stand alone: *.puml, *.drawio, *.dsl, *.excalidraw. */
    drawings: z.array(z.object({ file: z.string(), kind: z.string(), words: z.array(z.string()) })),
    /** Links to descriptions that stand on the web. */
    elsewhere: z.array(z.object({ file: z.string(), line: z.number(), target: z.string() })),
    skipped: z.array(z.object({ file: z.string(), because: z.string() })),
  }),
});
