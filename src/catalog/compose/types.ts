import type composeEvidence from '../evidence/compose.ts';

export type Compose = ReturnType<(typeof composeEvidence)['schema']['parse']>;
export type ComposeFile = Compose['files'][number];
export type ComposeService = ComposeFile['services'][number];
export type ComposeMount = ComposeService['mounts'][number];
