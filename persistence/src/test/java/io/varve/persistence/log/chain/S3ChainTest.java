package io.varve.persistence.log.chain;

import io.varve.persistence.log.ShardLogContract;
import io.varve.persistence.log.ShardLogs;
import io.varve.persistence.log.Timer;
import io.varve.persistence.objectstore.s3.FaultyGateway;
import io.varve.persistence.objectstore.s3.FaultyGateway.Fault;
import io.varve.persistence.objectstore.s3.FaultyGateway.Request;
import io.varve.persistence.objectstore.s3.S3ObjectStore;
import io.varve.persistence.objectstore.s3.S3Proxy;
import io.varve.persistence.objectstore.s3.TestStores;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * On S3Proxy, over a network that carries out puts and loses the reply, sends them twice, so that
 * one's own put stands in one's way, or does not bring them at all. Every fate is found out by
 * reading back, and the log is what it would be on a good network.
 */
final class S3ChainTest extends ShardLogContract {
  @RegisterExtension static final S3Proxy proxy = new S3Proxy();

  private final ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
  private @Nullable FaultyGateway gateway;
  private @Nullable S3ObjectStore store;

  private S3ObjectStore openStore() throws IOException {
    gateway = new FaultyGateway(proxy.endpoint(), this::fault);
    return TestStores.open(
        gateway.endpoint(), "chain/%s/".formatted(UUID.randomUUID()), Duration.ofSeconds(20));
  }

  @AfterEach
  void closeStore() {
    io.close();
    gateway.close();
    store.close();
  }

  private Fault fault(Request request) {
    if (!request.conditional()) {
      return Fault.NONE;
    }
    synchronized (random) {
      return switch (random.nextInt(8)) {
        case 0 -> Fault.REPLY_LOST;
        case 1 -> Fault.SENT_TWICE;
        case 2 -> Fault.UNAVAILABLE;
        case 3 -> Fault.LOST;
        default -> Fault.NONE;
      };
    }
  }

  @Override
  protected ShardLogs open() throws IOException {
    if (store == null) {
      store = openStore();
    }
    Clocks clocks = new Clocks(InstantSource.system(), System::nanoTime);
    return new ChainLogs(
        store,
        ChainShardLogTest.SETTINGS,
        new ChainRuntime(io, io, Timer.system(), clocks, random));
  }

  @Override
  protected ShardLogs takeOver(ShardLogs before) throws IOException {
    return open();
  }
}
