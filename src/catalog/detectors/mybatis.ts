import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'MyBatis',
  counts: 'service',
  packages: { Maven: ['org.mybatis:*', 'org.mybatis.spring.boot:*', 'com.baomidou:mybatis-plus*'] },
});
