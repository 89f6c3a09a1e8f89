import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'OpenAPI description',
  counts: 'service',
  packages: {
    npm: [
      '@nestjs/swagger',
      '@fastify/swagger',
      'swagger-jsdoc',
      'tsoa',
      '@hono/zod-openapi',
      'express-openapi-validator',
    ],
    PyPI: ['drf-spectacular', 'drf-yasg', 'fastapi', 'flask-smorest', 'apispec'],
    Go: ['github.com/swaggo/swag', 'github.com/go-swagger/go-swagger', 'github.com/getkin/kin-openapi'],
    Maven: ['org.springdoc:*', 'io.springfox:*'],
    RubyGems: ['rswag', 'rswag-api'],
    Packagist: ['darkaonline/l5-swagger', 'nelmio/api-doc-bundle', 'zircote/swagger-php'],
    NuGet: ['Swashbuckle.AspNetCore*', 'NSwag.AspNetCore', 'Microsoft.AspNetCore.OpenApi'],
    'crates.io': ['utoipa', 'utoipa-swagger-ui', 'paperclip', 'aide'],
  },
  files: /(^|\/)(openapi|swagger)[\w.-]*\.(ya?ml|json)$/,
});
