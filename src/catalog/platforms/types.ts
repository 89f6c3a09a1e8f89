import type platformsEvidence from '../evidence/platforms.ts';

export type Platforms = ReturnType<(typeof platformsEvidence)['schema']['parse']>;
export type PlatformFile = Platforms['files'][number];
export type Program = PlatformFile['programs'][number];
export type Store = PlatformFile['stores'][number];

/** What one platform's file tells. */
export type PlatformFacts = Pick<PlatformFile, 'programs' | 'stores' | 'edge'>;
