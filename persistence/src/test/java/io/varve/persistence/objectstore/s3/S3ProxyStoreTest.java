package io.varve.persistence.objectstore.s3;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** On S3Proxy. */
final class S3ProxyStoreTest extends S3Contract {
  private static @Nullable S3Proxy proxy;

  @BeforeAll
  static void startProxy(@TempDir Path directory) throws Exception {
    proxy = S3Proxy.start(directory);
  }

  @AfterAll
  static void endProxy() {
    if (proxy != null) {
      proxy.close();
    }
  }

  @Override
  S3ObjectStore openBelow(String prefix) throws IOException {
    return TestStores.open(proxy.endpoint(), prefix, Duration.ofSeconds(20));
  }
}
