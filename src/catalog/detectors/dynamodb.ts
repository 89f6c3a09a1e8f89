import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'DynamoDB',
  counts: 'service',
  packages: {
    npm: ['@aws-sdk/client-dynamodb', '@aws-sdk/lib-dynamodb', 'dynamoose'],
    PyPI: ['pynamodb'],
    Go: ['github.com/aws/aws-sdk-go-v2/service/dynamodb'],
    Maven: ['software.amazon.awssdk:dynamodb*'],
    RubyGems: ['aws-sdk-dynamodb', 'dynamoid'],
    NuGet: ['AWSSDK.DynamoDBv2'],
    'crates.io': ['aws-sdk-dynamodb'],
  },
  images: ['amazon/dynamodb-local'],
});
