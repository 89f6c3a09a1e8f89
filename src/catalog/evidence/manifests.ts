import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

/** The names OSV uses, so that packages can be asked for by them. */
export const ecosystem = z.enum([
  'npm',
  'PyPI',
  'Go',
  'Maven',
  'RubyGems',
  'Packagist',
  'NuGet',
  'crates.io',
  'Hex',
]);
export type Ecosystem = z.infer<typeof ecosystem>;

const dependency = z.object({
  name: z.string(),
  /** As written: a range, a tag, a path or an address without credentials. */
  range: z.string().optional(),
  /** `indirect` is what go.mod lists for the sake of others. */
  scope: z.enum(['runtime', 'development', 'optional', 'peer', 'indirect']),
  /** The group or configuration it stands in, as its file calls it. */
  group: z.string().optional(),
  /** A folder or member of the same repository. */
  local: z.boolean(),
  line: z.number(),
});

const manifest = z.object({
  file: z.string(),
  /** The folder it speaks for; '' is the root. */
  folder: z.string(),
  ecosystem,
  /** True in tests, examples, fixtures, docs and vendored folders: not what the team ships. */
  aside: z.boolean(),
  name: z.string().optional(),
  version: z.string().optional(),
  /** Marked as never published. */
  private: z.boolean().optional(),
  /** What it offers to others or runs: main, exports, bin, entry points, application plug-ins. */
  offers: z.array(z.enum(['library', 'command', 'application'])),
  /** Patterns of member folders. */
  workspaces: z.array(z.string()),
  scripts: z.array(z.object({ name: z.string(), command: z.string(), line: z.number() })),
  /** Runtimes it asks for: node, npm, python, go, java, ruby, php, dotnet, rust, elixir. */
  engines: z.array(z.object({ name: z.string(), range: z.string(), line: z.number() })),
  packageManager: z.object({ name: z.string(), version: z.string(), line: z.number() }).optional(),
  dependencies: z.array(dependency),
  /** Parts that could not be read as facts, e.g. a setup.py or a Gradle file that computes its dependencies. */
  unread: z.array(z.object({ line: z.number(), because: z.string() })),
});
export type Manifest = z.infer<typeof manifest>;

export default defineEvidence({
  name: 'manifests',
  about: 'package manifests and what they depend on',
  schema: z.object({
    manifests: z.array(manifest),
    /** Manifests that are there and could not be read or parsed. */
    skipped: z.array(z.object({ file: z.string(), because: z.string(), aside: z.boolean() })),
    /** Build files of ecosystems that are not understood (build.sbt, Package.swift …). */
    foreign: z.array(z.object({ file: z.string(), aside: z.boolean() })),
  }),
});
