import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'MongoDB',
  counts: 'service',
  packages: {
    npm: ['mongodb', 'mongoose', '@nestjs/mongoose', 'typegoose', '@typegoose/typegoose'],
    PyPI: ['pymongo', 'motor', 'mongoengine', 'beanie'],
    Go: ['go.mongodb.org/mongo-driver*'],
    Maven: [
      'org.mongodb:*',
      'org.springframework.boot:spring-boot-starter-data-mongodb*',
      'io.quarkus:quarkus-mongodb*',
    ],
    RubyGems: ['mongo', 'mongoid'],
    Packagist: ['mongodb/mongodb', 'mongodb/laravel-mongodb', 'ext-mongodb'],
    NuGet: ['MongoDB.Driver'],
    'crates.io': ['mongodb'],
    Hex: ['mongodb_driver'],
  },
  images: ['mongo', 'bitnami/mongodb', 'mongodb/mongodb-community-server', 'percona/percona-server-mongodb'],
  connections: ['mongodb'],
});
