import type { SourceFile, SyntaxNode } from '../../../kit/drivers.ts';
import { callsIn, type Call } from '../calls.ts';
import { textOf } from '../declarations.ts';
import { argumentsOf, optionsOf } from '../options.ts';
import { stringOf } from '../values.ts';
import { addRoute, ancestorOf, guardName, plainPath, type Routes } from './route.ts';

const mapping: Readonly<Record<string, string>> = {
  '@GetMapping': 'GET',
  '@PostMapping': 'POST',
  '@PutMapping': 'PUT',
  '@PatchMapping': 'PATCH',
  '@DeleteMapping': 'DELETE',
  '@RequestMapping': 'ANY',
};
const jaxrs = /^@(GET|POST|PUT|PATCH|DELETE|HEAD)$/;
const guard = /^@(PreAuthorize|PostAuthorize|Secured|RolesAllowed|DenyAll|PermitAll|Authenticated)$/;

/** Spring MVC and JAX-RS annotations on methods, below those of their class. */
export function readJavaRoutes(file: SourceFile, into: Routes): void {
  const annotations = callsIn(file).filter((call) => call.name.startsWith('@'));
  for (const call of annotations) {
    const rest = jaxrs.exec(call.name)?.[1];
    const method = mapping[call.name] ?? rest;
    const member = ancestorOf(call.node, /^method_declaration$/, 2);
    if (method === undefined || !member) continue;
    const owner = ancestorOf(member, /^(class_declaration|interface_declaration|record_declaration)$/, 3);
    const above = annotations.filter((other) => owner && isOn(other, owner));
    const mine = annotations.filter((other) => isOn(other, member));
    const base = above.find((other) => other.name === (rest ? '@Path' : '@RequestMapping'));
    const own = rest ? mine.find((other) => other.name === '@Path') : call;
    const stated = optionsOf(call).named.get('method');
    const verbs = stated
      ? (textOf(stated, file, 200).match(/\b(GET|POST|PUT|PATCH|DELETE)\b/g) ?? [method])
      : [method];
    for (const verb of verbs) {
      for (const path of own ? pathsOf(own) : ['']) {
        addRoute(into, file, {
          at: call.node,
          framework: rest ? 'JAX-RS' : 'Spring',
          method: verb,
          path: plainPath(base ? (pathsOf(base)[0] ?? '') : '', path),
          guards: [...above, ...mine]
            .filter((other) => guard.test(other.name))
            .map((other) => guardName(other.node, file)),
          handler: member,
        });
      }
    }
  }
}

function isOn(annotation: Call, owner: SyntaxNode): boolean {
  const modifiers = annotation.node.parent();
  return (
    modifiers?.kind() === 'modifiers' &&
    modifiers.parent()?.range().start.index === owner.range().start.index &&
    modifiers.parent()?.kind() === owner.kind()
  );
}

function pathsOf(call: Call): readonly string[] {
  const { named } = optionsOf(call);
  const node = named.get('value') ?? named.get('path') ?? argumentsOf(call)[0];
  if (!node) return [''];
  const one = stringOf(node, call.file);
  if (one !== undefined) return [one];
  const list = node.namedChildren().flatMap((child) => stringOf(child, call.file) ?? []);
  return list.length > 0 ? list : [''];
}
