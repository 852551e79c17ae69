package io.varve.persistence.objectstore.s3;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Settings for stores on loopback, with timeouts that do not hold a test up. */
public final class TestStores {
  static final int MAX_REQUESTS = 16;
  static final int ATTEMPTS = 3;

  private TestStores() {}

  static S3Settings settings(URI endpoint, String bucket, String prefix, Duration attempt) {
    return new S3Settings(
        bucket,
        prefix,
        Optional.of(endpoint),
        Optional.empty(),
        true,
        Optional.empty(),
        new Encryption.BucketDefault(),
        attempt,
        attempt.multipliedBy(4),
        ATTEMPTS,
        MAX_REQUESTS,
        32 << 20,
        S3Settings.MIN_PART_BYTES);
  }

  /** A view of S3Proxy, or of something in front of it, which ask for no credentials. */
  public static S3ObjectStore open(URI endpoint, String prefix, Duration attempt)
      throws IOException {
    return open(settings(endpoint, S3Proxy.BUCKET, prefix, attempt), "any", "any");
  }

  static S3ObjectStore open(S3Settings settings, String key, String secret) throws IOException {
    return S3ObjectStore.open(
        settings, StaticCredentialsProvider.create(AwsBasicCredentials.create(key, secret)));
  }
}
