import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Elasticsearch and OpenSearch',
  counts: 'service',
  packages: {
    npm: ['@elastic/elasticsearch', '@opensearch-project/opensearch'],
    PyPI: ['elasticsearch', 'elasticsearch-dsl', 'opensearch-py'],
    Go: [
      'github.com/elastic/go-elasticsearch*',
      'github.com/olivere/elastic*',
      'github.com/opensearch-project/opensearch-go*',
    ],
    Maven: [
      'co.elastic.clients:elasticsearch-java',
      'org.elasticsearch.client:*',
      'org.springframework.boot:spring-boot-starter-data-elasticsearch',
      'org.opensearch.client:*',
    ],
    RubyGems: ['elasticsearch', 'searchkick', 'chewy'],
    Packagist: ['elasticsearch/elasticsearch'],
    NuGet: ['Elastic.Clients.Elasticsearch', 'NEST'],
    'crates.io': ['elasticsearch'],
  },
  images: [
    'elasticsearch',
    'elasticsearch/elasticsearch',
    'opensearchproject/opensearch',
    'bitnami/elasticsearch',
  ],
});
