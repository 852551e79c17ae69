package io.varve.persistence.objectstore.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.varve.persistence.objectstore.NoSuchObjectException;
import io.varve.persistence.objectstore.ObjectBody;
import io.varve.persistence.objectstore.PutOutcome;
import io.varve.persistence.objectstore.s3.FaultyGateway.Fault;
import io.varve.persistence.objectstore.s3.FaultyGateway.Request;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a caller hears when the way to the store is bad. */
@Timeout(60)
final class S3FaultsTest {
  private static final Duration ATTEMPT = Duration.ofSeconds(10);
  private static final Duration SHORT = Duration.ofMillis(300);

  @RegisterExtension static final S3Proxy proxy = new S3Proxy();

  @TempDir Path files;

  /** The n-th request is the first; those behind the faults are passed on. */
  private static Function<Request, Fault> first(Fault... faults) {
    AtomicInteger next = new AtomicInteger();
    return _ -> {
      int n = next.getAndIncrement();
      return n < faults.length ? faults[n] : Fault.NONE;
    };
  }

  private FaultyGateway gateway(Function<Request, Fault> faults) throws IOException {
    return new FaultyGateway(proxy.endpoint(), faults);
  }

  private S3ObjectStore open(URI endpoint, Duration attempt) throws IOException {
    return TestStores.open(endpoint, "faults/%s/".formatted(files.getFileName()), attempt);
  }

  private static byte[] text(String text) {
    return text.getBytes(UTF_8);
  }

  @Test
  void whatMayBeRepeatedIsRepeated() throws IOException {
    try (FaultyGateway gateway = gateway(first(Fault.LOST, Fault.REPLY_LOST));
        S3ObjectStore store = open(gateway.endpoint(), ATTEMPT)) {
      store.put("a", new ObjectBody.Bytes(text("1")));
      assertThat(gateway.requests()).isEqualTo(3);
      assertThat(store.get("a")).isEqualTo(text("1"));
    }
    try (FaultyGateway gateway = gateway(first(Fault.UNAVAILABLE, Fault.LOST));
        S3ObjectStore store = open(gateway.endpoint(), ATTEMPT)) {
      assertThat(store.get("a")).isEqualTo(text("1"));
      assertThat(gateway.requests()).isEqualTo(3);
    }
    try (FaultyGateway gateway = gateway(first(Fault.REPLY_LOST));
        S3ObjectStore store = open(gateway.endpoint(), ATTEMPT)) {
      store.delete("a");
      assertThatThrownBy(() -> store.get("a")).isInstanceOf(NoSuchObjectException.class);
    }
  }

  @Test
  void whatIsSentUnderAConditionIsSentOnce() throws IOException {
    byte[] mine = text("mine");
    try (FaultyGateway gateway = gateway(first(Fault.REPLY_LOST));
        S3ObjectStore store = open(gateway.endpoint(), ATTEMPT)) {
      assertThatThrownBy(() -> store.putIfAbsent("a", mine))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("put if absent of a");
      assertThat(gateway.requests()).isEqualTo(1);
      // It was stored, which only who reads it back can know.
      assertThat(store.get("a")).isEqualTo(mine);
      assertThat(store.putIfAbsent("a", text("other"))).isEqualTo(PutOutcome.EXISTS);
      assertThat(store.get("a")).isEqualTo(mine);
    }
    try (FaultyGateway gateway = gateway(first(Fault.LOST, Fault.UNAVAILABLE));
        S3ObjectStore store = open(gateway.endpoint(), ATTEMPT)) {
      assertThatThrownBy(() -> store.putIfAbsent("b", mine)).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> store.putIfAbsent("b", mine)).isInstanceOf(IOException.class);
      assertThat(gateway.requests()).isEqualTo(2);
      assertThat(store.putIfAbsent("b", mine)).isEqualTo(PutOutcome.CREATED);
    }
  }

  @Test
  void whatSomebodyOnTheWayRepeatedExists() throws IOException {
    try (FaultyGateway gateway = gateway(first(Fault.SENT_TWICE));
        S3ObjectStore store = open(gateway.endpoint(), ATTEMPT)) {
      assertThat(store.putIfAbsent("a", text("mine"))).isEqualTo(PutOutcome.EXISTS);
      assertThat(store.get("a")).isEqualTo(text("mine"));
    }
  }

  @Test
  void aStoreThatSaysNothingIsGivenUp() throws IOException {
    try (FaultyGateway gateway = gateway(_ -> Fault.HANGING);
        S3ObjectStore store = open(gateway.endpoint(), SHORT)) {
      assertThatThrownBy(() -> store.get("a"))
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(NoSuchObjectException.class)
          .hasMessageContaining("get of a");
      assertThatThrownBy(() -> store.putIfAbsent("a", text("1"))).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> store.list("", "", 1)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aStoreThatFailsIsTriedAFewTimes() throws IOException {
    try (FaultyGateway gateway = gateway(_ -> Fault.UNAVAILABLE);
        S3ObjectStore store = open(gateway.endpoint(), ATTEMPT)) {
      assertThatThrownBy(() -> store.get("a")).isInstanceOf(IOException.class);
      assertThat(gateway.requests()).isEqualTo(TestStores.ATTEMPTS);
    }
  }

  @Test
  void aFailingUploadIsWithdrawn() throws IOException {
    int size = 3 * S3Settings.MIN_PART_BYTES;
    Path file = Files.write(files.resolve("large"), new byte[size]);
    AtomicInteger withdrawn = new AtomicInteger();
    Function<Request, Fault> noParts =
        request -> {
          if (request.method().equals("DELETE")) {
            withdrawn.incrementAndGet();
          }
          return request.method().equals("PUT") ? Fault.UNAVAILABLE : Fault.NONE;
        };
    try (FaultyGateway gateway = gateway(noParts);
        S3ObjectStore store = open(gateway.endpoint(), ATTEMPT)) {
      assertThatThrownBy(() -> store.put("large", new ObjectBody.LocalFile(file, size)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("put of large");
      assertThat(withdrawn).hasValue(1);
      assertThatThrownBy(() -> store.get("large")).isInstanceOf(NoSuchObjectException.class);
    }
  }

  @Test
  void requestsUnderWayAreBounded() throws Exception {
    try (FaultyGateway gateway = gateway(_ -> Fault.SLOW);
        S3ObjectStore store = open(gateway.endpoint(), ATTEMPT);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      store.put("a", new ObjectBody.Bytes(text("1")));
      List<Future<byte[]>> gets = new ArrayList<>();
      for (int i = 0; i < 4 * TestStores.MAX_REQUESTS; i++) {
        gets.add(threads.submit(() -> store.get("a")));
      }
      for (Future<byte[]> get : gets) {
        assertThat(get.get()).isEqualTo(text("1"));
      }
      assertThat(gateway.mostAtOnce()).isBetween(2, TestStores.MAX_REQUESTS);
    }
  }

  @Test
  void whatFindsNoPlaceInTimeIsRefused() throws Exception {
    try (FaultyGateway gateway = gateway(_ -> Fault.HANGING);
        S3ObjectStore store = open(gateway.endpoint(), SHORT);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<byte[]>> gets = new ArrayList<>();
      for (int i = 0; i < 3 * TestStores.MAX_REQUESTS; i++) {
        gets.add(threads.submit(() -> store.get("a")));
      }
      List<String> sentences = new ArrayList<>();
      for (Future<byte[]> get : gets) {
        assertThatThrownBy(get::get)
            .satisfies(e -> sentences.add(String.valueOf(e.getCause().getMessage())));
      }
      assertThat(sentences).anyMatch(s -> s.contains("no place among the requests"));
    }
  }

  @Test
  void noStoreIsAnError() throws IOException {
    try (S3ObjectStore store = open(URI.create("http://127.0.0.1:1"), SHORT)) {
      assertThatThrownBy(() -> store.get("a"))
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(NoSuchObjectException.class);
      assertThatThrownBy(() -> store.putIfAbsent("a", text("1"))).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aBucketThatIsNotThereIsNotAnObjectThatIsNotThere() throws IOException {
    S3Settings settings = TestStores.settings(proxy.endpoint(), "no-such-bucket", "", ATTEMPT);
    try (S3ObjectStore store = TestStores.open(settings, "any", "any")) {
      assertThatThrownBy(() -> store.get("a"))
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(NoSuchObjectException.class);
    }
  }
}
