import { posix } from 'node:path';
import type { ComposeFile, ComposeService } from '../compose/types.ts';
import { parseImageName } from '../containers/image-name.ts';
import type { DeployRole } from '../deploy-role.ts';
import type dockerfilesEvidence from '../evidence/dockerfiles.ts';
import type { Workload } from '../kubernetes/types.ts';
import { knownProgram, type KnownProgram } from './programs.ts';

type Dockerfiles = ReturnType<(typeof dockerfilesEvidence)['schema']['parse']>;

/** A part of a container's file system that comes from this repository, or is known to come from elsewhere. */
export interface Layer {
  readonly target: string;
  /** A repository path, or `map` for the entries of a ConfigMap; undefined when it comes from elsewhere. */
  readonly source?: { readonly path: string } | { readonly map: string };
  readonly line: number;
}

/** A container of the monitoring stack, with what it finds in its file system. */
export interface ContainerView {
  readonly service: string;
  readonly program: KnownProgram;
  readonly file: string;
  readonly line: number;
  readonly role: DeployRole;
  /** Innermost target last; later layers cover earlier ones. */
  readonly layers: readonly Layer[];
}

/** Views of the monitoring programs that compose starts. */
export function composeViews(file: ComposeFile, dockerfiles: Dockerfiles): ContainerView[] {
  return file.services.flatMap((service) => {
    const built = service.build ? builtFrom(service, dockerfiles) : undefined;
    const image = service.image && !service.build ? service.image.name : built?.image;
    const words = `${service.entrypoint?.text ?? ''} ${service.command?.text ?? built?.command ?? ''}`;
    const program = image === undefined ? undefined : knownProgram(parseImageName(image).name, words);
    if (!program) return [];
    const mounted = service.mounts.flatMap((mount): Layer[] => {
      if (mount.kind === 'bind' && mount.source !== undefined && mount.exists !== 'outside') {
        return [{ target: mount.target, source: { path: mount.source }, line: mount.line }];
      }
      if (mount.kind === 'config') {
        const path = file.configs.find((config) => config.name === mount.source)?.path;
        return [
          { target: mount.target, ...(path === undefined ? {} : { source: { path } }), line: mount.line },
        ];
      }
      return [{ target: mount.target, line: mount.line }];
    });
    const layers = [...(built?.layers ?? []), ...mounted];
    return [{ service: service.name, program, file: file.file, line: service.line, role: file.role, layers }];
  });
}

/** Views of the monitoring programs that Kubernetes starts. */
export function workloadViews(workload: Workload): ContainerView[] {
  return workload.containers.flatMap((container) => {
    const program =
      container.image === undefined
        ? undefined
        : knownProgram(parseImageName(container.image).name, container.command?.text ?? '');
    if (!program) return [];
    const layers = container.mounts.map((mount): Layer => {
      const volume = workload.volumes.find((one) => one.name === mount.volume);
      const isMap = volume?.kind === 'configMap' && volume.of !== undefined;
      return {
        target: mount.target,
        line: mount.line,
        ...(isMap ? { source: { map: volume.of ?? '' } } : {}),
      };
    });
    const { file, role } = workload;
    return [{ service: workload.name, program, file, line: workload.line, role, layers }];
  });
}

function builtFrom(service: ComposeService, dockerfiles: Dockerfiles) {
  const context = service.build?.context;
  if (context === undefined) return undefined;
  const path = posix.join(context, service.build?.dockerfile ?? 'Dockerfile');
  const stage = dockerfiles.files.find((one) => one.file === path)?.stages.at(-1);
  if (!stage) return undefined;
  const layers = stage.copies.flatMap((copy): Layer[] => {
    if (copy.from !== undefined) return [{ target: copy.target, line: copy.line }];
    return copy.sources.map((source) => ({
      target: copy.target.endsWith('/') ? posix.join(copy.target, posix.basename(source)) : copy.target,
      source: { path: posix.join(context, source) },
      line: copy.line,
    }));
  });
  return { image: stage.image, command: stage.command?.text, layers };
}
