import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Playwright',
  counts: 'tooling',
  packages: {
    npm: ['@playwright/test'],
    PyPI: ['pytest-playwright', 'playwright'],
    NuGet: ['Microsoft.Playwright', 'Microsoft.Playwright.*'],
    Maven: ['com.microsoft.playwright:playwright'],
  },
  files: /(^|\/)playwright\.config\.[cm]?[jt]s$/,
});
