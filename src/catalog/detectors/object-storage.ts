import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Object storage (S3 and compatible)',
  counts: 'service',
  packages: {
    npm: ['@aws-sdk/client-s3', 'minio', '@google-cloud/storage', '@azure/storage-blob'],
    PyPI: ['minio', 'google-cloud-storage', 'azure-storage-blob', 'django-storages'],
    Go: [
      'github.com/aws/aws-sdk-go-v2/service/s3',
      'github.com/minio/minio-go*',
      'cloud.google.com/go/storage',
    ],
    Maven: ['software.amazon.awssdk:s3', 'com.amazonaws:aws-java-sdk-s3', 'io.minio:minio'],
    RubyGems: ['aws-sdk-s3'],
    Packagist: ['league/flysystem-aws-s3-v3'],
    NuGet: ['AWSSDK.S3', 'Azure.Storage.Blobs', 'Minio'],
    'crates.io': ['aws-sdk-s3', 'rust-s3'],
    Hex: ['ex_aws_s3'],
  },
  images: ['minio/minio', 'bitnami/minio', 'chrislusf/seaweedfs', 'rustfs/rustfs'],
});
