import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'RabbitMQ',
  counts: 'service',
  packages: {
    npm: ['amqplib', 'amqp-connection-manager', '@golevelup/nestjs-rabbitmq', 'rhea'],
    PyPI: ['pika', 'aio-pika'],
    Go: ['github.com/rabbitmq/amqp091-go', 'github.com/streadway/amqp'],
    Maven: [
      'com.rabbitmq:amqp-client',
      'org.springframework.boot:spring-boot-starter-amqp',
      'org.springframework.amqp:*',
    ],
    RubyGems: ['bunny', 'sneakers'],
    Packagist: ['php-amqplib/php-amqplib'],
    NuGet: ['RabbitMQ.Client', 'MassTransit.RabbitMQ', 'Aspire.RabbitMQ.Client*'],
    'crates.io': ['lapin'],
    Hex: ['amqp', 'broadway_rabbitmq'],
  },
  images: ['rabbitmq', 'bitnami/rabbitmq'],
  connections: ['rabbitmq'],
});
