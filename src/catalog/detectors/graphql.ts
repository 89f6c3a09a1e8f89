import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'GraphQL server',
  counts: 'service',
  packages: {
    npm: [
      '@apollo/server',
      'apollo-server*',
      'graphql-yoga',
      'mercurius',
      '@nestjs/graphql',
      'express-graphql',
      'graphql-http',
    ],
    PyPI: ['graphene', 'graphene-django', 'strawberry-graphql', 'ariadne'],
    Go: ['github.com/99designs/gqlgen', 'github.com/graph-gophers/graphql-go'],
    Maven: ['org.springframework.boot:spring-boot-starter-graphql', 'com.graphql-java:graphql-java'],
    RubyGems: ['graphql'],
    Packagist: ['nuwave/lighthouse', 'webonyx/graphql-php'],
    NuGet: ['HotChocolate.AspNetCore', 'GraphQL.Server*'],
    'crates.io': ['async-graphql', 'juniper'],
    Hex: ['absinthe'],
  },
});
