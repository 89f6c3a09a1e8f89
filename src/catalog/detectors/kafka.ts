import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Apache Kafka',
  counts: 'service',
  packages: {
    npm: ['kafkajs', 'node-rdkafka', '@confluentinc/kafka-javascript', '@platformatic/kafka'],
    PyPI: ['kafka-python', 'confluent-kafka', 'aiokafka', 'faust-streaming'],
    Go: [
      'github.com/segmentio/kafka-go',
      'github.com/ibm/sarama',
      'github.com/IBM/sarama',
      'github.com/Shopify/sarama',
      'github.com/confluentinc/confluent-kafka-go*',
      'github.com/twmb/franz-go',
    ],
    Maven: [
      'org.apache.kafka:*',
      'org.springframework.kafka:spring-kafka',
      'org.springframework.boot:spring-boot-starter-kafka',
    ],
    RubyGems: ['ruby-kafka', 'karafka', 'rdkafka'],
    NuGet: ['Confluent.Kafka', 'MassTransit.Kafka'],
    'crates.io': ['rdkafka'],
    Hex: ['brod', 'kafka_ex'],
  },
  images: [
    'confluentinc/cp-kafka',
    'bitnami/kafka',
    'apache/kafka',
    'wurstmeister/kafka',
    'redpandadata/redpanda',
    'vectorized/redpanda',
  ],
});
