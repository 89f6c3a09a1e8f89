import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Checkstyle, SpotBugs, PMD and Spotless',
  counts: 'tooling',
  packages: {
    Maven: [
      'org.apache.maven.plugins:maven-checkstyle-plugin',
      'com.github.spotbugs:*',
      'com.github.spotbugs',
      'checkstyle',
      'pmd',
      'com.diffplug.spotless',
      'com.diffplug.spotless:*',
      'org.apache.maven.plugins:maven-pmd-plugin',
      'io.spring.javaformat:*',
      'io.spring.javaformat',
      'io.gitlab.arturbosch.detekt',
      'org.jlleitschuh.gradle.ktlint',
    ],
  },
  files: /(^|\/)checkstyle[\w-]*\.xml$/,
});
