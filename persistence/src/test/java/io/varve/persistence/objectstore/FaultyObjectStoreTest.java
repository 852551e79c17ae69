package io.varve.persistence.objectstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.varve.persistence.fs.CrashDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each fault does what its name says. */
final class FaultyObjectStoreTest {
  private final Queue<StoreFault> faults = new ArrayDeque<>();
  private final LateCalls late = new LateCalls();
  private ObjectStore store;
  private FaultyObjectStore owner;

  @BeforeEach
  void open() throws IOException {
    store = new FileObjectStore(new CrashDisk(1), Path.of("/store"));
    owner =
        new FaultyObjectStore(
            store, (_, _) -> faults.isEmpty() ? StoreFault.NONE : faults.remove(), late);
  }

  @Test
  void anErrorBeforeDoesNothing() throws IOException {
    faults.add(StoreFault.ERROR_BEFORE);
    assertThatThrownBy(() -> owner.putIfAbsent("k", new byte[1])).isInstanceOf(IOException.class);
    assertThat(store.list("", "", 9).entries()).isEmpty();
  }

  @Test
  void aLostReplyComesAfterTheEffect() throws IOException {
    faults.add(StoreFault.REPLY_LOST);
    assertThatThrownBy(() -> owner.putIfAbsent("k", new byte[1])).isInstanceOf(IOException.class);
    assertThat(store.get("k")).hasSize(1);
  }

  @Test
  void aLatePutArrivesWhenDelivered() throws IOException {
    faults.addAll(List.of(StoreFault.LATE, StoreFault.REPEATED_LATE));
    assertThatThrownBy(() -> owner.put("k", body("a"))).isInstanceOf(IOException.class);
    assertThat(store.list("", "", 9).entries()).isEmpty();
    owner.put("l", body("b"));
    store.delete("l");
    owner.kill();
    Random random = new Random(1);
    late.deliverOne(random);
    late.deliverOne(random);
    late.deliverOne(random);
    assertThat(store.get("k")).asString(UTF_8).isEqualTo("a");
    assertThat(store.get("l")).asString(UTF_8).isEqualTo("b");
    assertThat(late.size()).isZero();
  }

  @Test
  void aRepeatedPutFindsItself() throws IOException {
    faults.add(StoreFault.REPEATED);
    assertThat(owner.putIfAbsent("k", new byte[1])).isEqualTo(PutOutcome.EXISTS);
    assertThat(store.get("k")).hasSize(1);
  }

  @Test
  void aDeadOwnerDoesNothing() throws IOException {
    owner.put("k", body("a"));
    owner.kill();
    assertThatThrownBy(() -> owner.delete("k")).hasMessageContaining("dead");
    assertThatThrownBy(() -> owner.get("k")).hasMessageContaining("dead");
    assertThat(store.get("k")).asString(UTF_8).isEqualTo("a");
  }

  private static ObjectBody body(String text) {
    return ObjectStoreContract.bytes(text);
  }
}
