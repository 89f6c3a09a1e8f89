import { defineDetector } from '../../kit/detector.ts';
import { CannotLook } from '../../kit/gatherer.ts';
import { folderOf } from '../aside.ts';
import { serverFrameworks } from '../server-frameworks.ts';
import { plainName } from '../technology-images.ts';
import { appFolder, byFolder, technologyNeeds, type Place, type Seen } from '../technology-places.ts';
import { unionOf } from '../trait-union.ts';

const springWeb =
  /^org\.springframework(\.boot:spring-boot-starter-(web|webmvc|webflux|jersey|graphql)|:spring-web)/;
const staticServer =
  /^(nginx|nginxinc\/nginx-unprivileged|caddy|httpd|busybox|bitnami\/nginx|joseluisq\/static-web-server)$/;

export default defineDetector({
  title: 'Service that answers requests',
  needs: technologyNeeds,
  detect(seen) {
    const found = [...frameworks(seen), ...containers(seen)];
    if (found.length > 0) return byFolder(found);
    if (onlyLibraries(seen)) return [];
    throw new CannotLook('nothing tells whether this program answers requests');
  },
});

function frameworks(seen: Seen): Place[] {
  const spring = seen.manifests.manifests.flatMap(({ file, folder, aside, dependencies }) =>
    dependencies
      .filter(({ name, scope }) => !aside && scope === 'runtime' && springWeb.test(name))
      .map(({ name, line }) => ({ folder, where: { file, line, note: `runtime dependency ${name}` } })),
  );
  try {
    const others = unionOf(serverFrameworks, seen);
    return [
      ...spring,
      ...others.flatMap(({ folder, where }) => where.map((one) => ({ folder, where: one }))),
    ];
  } catch {
    // Some framework could not be ruled out; the containers may tell, and else the service stays undetermined.
    return spring;
  }
}

/** Images built here that open a port, unless they only hand out files. */
function containers(seen: Seen): Place[] {
  const exposed = seen.dockerfiles.files.flatMap(({ file, role, stages }) => {
    const last = stages.at(-1);
    const port = last?.exposes[0];
    if (!last || !port || role === 'test' || role === 'example' || staticServer.test(plainName(last.image)))
      return [];
    return [{ file, line: port.line, note: `port ${port.port} exposed` }];
  });
  const published = seen.compose.files
    .filter(({ role }) => role !== 'test' && role !== 'example')
    .flatMap(({ file, services }) =>
      services
        .filter(({ build, ports }) => build !== undefined && ports.length > 0)
        .map(({ name, line }) => ({ file, line, note: `${name} is built here and publishes a port` })),
    );
  return [...exposed, ...published].map((where) => ({
    folder: appFolder(seen, folderOf(where.file)),
    where,
  }));
}

function onlyLibraries(seen: Seen): boolean {
  const ours = seen.manifests.manifests.filter((manifest) => !manifest.aside);
  const deployed = seen.dockerfiles.files.length + seen.compose.files.length > 0;
  return (
    ours.length > 0 && !deployed && ours.every(({ offers }) => offers.length === 1 && offers[0] === 'library')
  );
}
