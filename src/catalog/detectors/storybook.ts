import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Storybook',
  counts: 'tooling',
  packages: {
    npm: ['storybook', '@storybook/react', '@storybook/vue3', '@storybook/angular', '@storybook/react-vite'],
  },
});
