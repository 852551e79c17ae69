package io.varve.persistence.objectstore.s3;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.extension.RegisterExtension;

/** On S3Proxy. */
final class S3ProxyStoreTest extends S3Contract {
  @RegisterExtension static final S3Proxy proxy = new S3Proxy();

  @Override
  S3ObjectStore openBelow(String prefix) throws IOException {
    return TestStores.open(proxy.endpoint(), prefix, Duration.ofSeconds(20));
  }
}
