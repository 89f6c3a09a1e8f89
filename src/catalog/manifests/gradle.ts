import { nothing, type Dependency, type ManifestFormat, type Parsed } from './parsed.ts';

const configuration =
  /^\s*(?:add\(\s*)?["']?(api|implementation|compileOnly|runtimeOnly|compile|runtime|annotationProcessor|kapt|ksp|developmentOnly|testImplementation|testCompile|testRuntimeOnly|testCompileOnly|testAnnotationProcessor|androidTestImplementation|integrationTestImplementation|testFixturesImplementation|providedRuntime|providedCompile|classpath)["']?\b[\s(,]*/;
const coordinates = /["']([A-Za-z0-9_.-]+):([A-Za-z0-9_.-]+)(?::([^"':@\s]+))?(?:[:@][^"']*)?["']/;
const mapNotation =
  /group\s*[:=]\s*["']([\w.-]+)["']\s*,\s*name\s*[:=]\s*["']([\w.-]+)["'](?:\s*,\s*version\s*[:=]\s*["']([^"']+)["'])?/;
const catalogEntry = /\blibs\.([A-Za-z0-9_.]+)/;
const plugin = /\bid\s*\(?\s*["']([\w.-]+)["']\s*\)?(?:\s*version\s*\(?\s*["']([^"']+)["'])?/;
const javaVersion =
  /(?:JavaLanguageVersion\.of\(\s*|jvmToolchain\(\s*|sourceCompatibility\s*=\s*(?:JavaVersion\.VERSION_)?["']?|jvmTarget\s*=\s*(?:JvmTarget\.JVM_)?["']?)(1[._]\d+|\d+)/;

/** A Gradle file is a program: declarations that stand on one line are facts, the rest is not read. */
export const gradleFormat: ManifestFormat = {
  ecosystem: 'Maven',
  file: /(^|\/)build\.gradle(\.kts)?$/,
  parse(text) {
    const dependencies: Dependency[] = [];
    const engines: Parsed['engines'] = [];
    let comment = false;
    for (const [index, raw] of text.split(/\r?\n/).entries()) {
      const line = index + 1;
      const content = raw.slice(0, 2_000);
      if (comment || /^\s*\/\*/.test(content)) {
        comment = !content.includes('*/');
        continue;
      }
      if (/^\s*(\/\/|\*)/.test(content)) continue;
      const found = dependencyIn(content, line) ?? pluginIn(content, line);
      if (found) dependencies.push(found);
      const java = javaVersion.exec(content)?.[1];
      if (java !== undefined) engines.push({ name: 'java', range: java.replace('_', '.'), line });
    }
    return { ...nothing, dependencies, engines: engines.slice(0, 4) };
  },
};

function dependencyIn(content: string, line: number): Dependency | undefined {
  const group = configuration.exec(content)?.[1];
  if (group === undefined) return undefined;
  const scope = /^(test|androidTest|integrationTest)/.test(group) ? 'development' : 'runtime';
  const direct = coordinates.exec(content) ?? mapNotation.exec(content);
  if (direct?.[1] && direct[2]) {
    const range = direct[3] === undefined || direct[3].includes('$') ? {} : { range: direct[3] };
    return { name: `${direct[1]}:${direct[2]}`, ...range, scope, group, local: false, line };
  }
  const member = /project\s*\(\s*(?:path\s*[:=]\s*)?["'](:[^"']+)["']/.exec(content)?.[1];
  if (member !== undefined) return { name: member, scope, group, local: true, line };
  const entry = catalogEntry.exec(content)?.[1];
  // Filled in from gradle/libs.versions.toml by the gatherer.
  return entry === undefined ? undefined : { name: `libs.${entry}`, scope, group, local: false, line };
}

function pluginIn(content: string, line: number): Dependency | undefined {
  const found = plugin.exec(content);
  const kotlin = /\bkotlin\(\s*"(jvm|plugin\.[a-z]+)"\s*\)/.exec(content)?.[1];
  const name = found?.[1] ?? (kotlin === undefined ? undefined : `org.jetbrains.kotlin.${kotlin}`);
  const alias = /\balias\s*\(\s*libs\.plugins\.([A-Za-z0-9_.]+)/.exec(content)?.[1];
  const called = name ?? (alias === undefined ? undefined : `libs.plugins.${alias}`);
  if (called === undefined) return undefined;
  const range = found?.[2] === undefined || found[2].includes('$') ? {} : { range: found[2] };
  return { name: called, ...range, scope: 'development', group: 'plugin', local: false, line };
}
