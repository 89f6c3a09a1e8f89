import { unique, type LockedPackage, type LockFormat } from './lock.ts';

/** Which configurations are locked is a setting of the build, so the two files alone do not tell if they agree. */
export const gradleLock: LockFormat = {
  tool: 'gradle',
  ecosystem: 'Maven',
  file: /(^|\/)(gradle|buildscript-gradle)\.lockfile$/,
  parse(text) {
    const packages = text.split(/\r?\n/).flatMap((line): LockedPackage[] => {
      const found = /^([\w.-]+:[\w.-]+):([^=\s]+)=(.*)$/.exec(line);
      if (!found?.[1] || !found[2]) return [];
      const development = (found[3] ?? '').split(',').every((configuration) => /^test/i.test(configuration));
      return [{ name: found[1], version: found[2], development }];
    });
    return {
      packages: unique(packages),
      differences: undefined,
      because: 'the build decides what is locked',
      compared: [],
    };
  },
};
