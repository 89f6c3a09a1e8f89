import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Amazon SQS',
  counts: 'service',
  packages: {
    npm: ['@aws-sdk/client-sqs', 'sqs-consumer'],
    Go: ['github.com/aws/aws-sdk-go-v2/service/sqs'],
    Maven: ['software.amazon.awssdk:sqs', 'io.awspring.cloud:spring-cloud-aws-starter-sqs'],
    RubyGems: ['aws-sdk-sqs', 'shoryuken'],
    NuGet: ['AWSSDK.SQS'],
    'crates.io': ['aws-sdk-sqs'],
  },
});
