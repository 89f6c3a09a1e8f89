import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'GORM',
  counts: 'service',
  packages: { Go: ['gorm.io/gorm', 'github.com/jinzhu/gorm'] },
});
