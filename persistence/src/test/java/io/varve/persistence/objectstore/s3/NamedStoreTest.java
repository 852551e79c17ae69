package io.varve.persistence.objectstore.s3;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * On the store that {@code tests.s3.endpoint}, {@code tests.s3.bucket}, {@code tests.s3.key} and
 * {@code tests.s3.secret} name, such as a Ceph gateway; skipped where none is named.
 */
@EnabledIfSystemProperty(named = "tests.s3.endpoint", matches = ".+")
final class NamedStoreTest extends S3Contract {
  @Override
  S3ObjectStore openBelow(String prefix) throws IOException {
    S3Settings settings =
        TestStores.settings(
            URI.create(System.getProperty("tests.s3.endpoint")),
            System.getProperty("tests.s3.bucket"),
            prefix,
            Duration.ofSeconds(30));
    return TestStores.open(
        settings, System.getProperty("tests.s3.key"), System.getProperty("tests.s3.secret"));
  }
}
