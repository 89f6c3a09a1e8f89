import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'ASP.NET Core',
  counts: 'service',
  packages: { NuGet: ['Microsoft.NET.Sdk.Web', 'Microsoft.AspNetCore.App', 'Microsoft.AspNetCore'] },
});
