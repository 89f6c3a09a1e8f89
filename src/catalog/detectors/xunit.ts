import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'xUnit, NUnit and MSTest',
  counts: 'tooling',
  packages: { NuGet: ['xunit', 'xunit.*', 'NUnit', 'MSTest.TestFramework', 'MSTest', 'MSTest.Sdk', 'TUnit'] },
});
