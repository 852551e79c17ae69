package io.varve.persistence.objectstore.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.varve.persistence.objectstore.Listing;
import io.varve.persistence.objectstore.ObjectBody;
import io.varve.persistence.objectstore.ObjectStore;
import io.varve.persistence.objectstore.ObjectStoreContract;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store that speaks S3 must hold, beyond the contract of all stores. */
abstract class S3Contract extends ObjectStoreContract {
  @TempDir Path directory;

  /** Views take turns: each has connections and threads of its own. */
  private static final int VIEWS = 4;

  private final Deque<S3ObjectStore> opened = new ArrayDeque<>();

  /** Another view of the objects below a prefix that no other test uses. */
  abstract S3ObjectStore openBelow(String prefix) throws IOException;

  /** Differs from one run to the next, since a store may keep what an earlier run left. */
  private final String prefix = "contract/%s/".formatted(UUID.randomUUID());

  @Override
  protected final ObjectStore open() throws IOException {
    if (opened.size() == VIEWS) {
      opened.addLast(opened.removeFirst());
    } else {
      opened.addLast(openBelow(prefix));
    }
    return opened.getLast();
  }

  @Override
  protected final ObjectBody localFile(byte[] bytes) throws IOException {
    return new ObjectBody.LocalFile(Files.write(directory.resolve("local"), bytes), bytes.length);
  }

  @AfterEach
  void closeStores() {
    opened.forEach(S3ObjectStore::close);
  }

  @Test
  void aLargeFileGoesInParts() throws IOException {
    ObjectStore store = open();
    for (int size :
        new int[] {
          S3Settings.MIN_PART_BYTES, S3Settings.MIN_PART_BYTES + 1, 6 * S3Settings.MIN_PART_BYTES
        }) {
      byte[] content = random.bytes(size);
      store.put("large", localFile(content));
      assertThat(store.get("large")).isEqualTo(content);
      assertThat(store.getRange("large", size - 7L, 7))
          .isEqualTo(Arrays.copyOfRange(content, size - 7, size));
    }
  }

  @Test
  void aFileOfAnotherSizeIsNotPut() throws IOException {
    ObjectStore store = open();
    Path file = Files.write(directory.resolve("cut"), new byte[10]);
    assertThatThrownBy(() -> store.put("cut", new ObjectBody.LocalFile(file, 11)))
        .isInstanceOf(EOFException.class)
        .hasMessageContaining("10 bytes instead of 11");
    assertThat(store.list("", "", 10).entries()).isEmpty();
  }

  @Test
  void listsMoreThanAPageOfTheProtocol() throws Exception {
    int count = 1_050;
    ObjectStore store = open();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> puts = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        String key = "many/%04d".formatted(i);
        Callable<?> put =
            () -> {
              store.put(key, bytes("x"));
              return key;
            };
        puts.add(threads.submit(put));
      }
      for (Future<?> put : puts) {
        put.get();
      }
    }
    Listing all = store.list("many/", "", 2_000);
    assertThat(all.truncated()).isFalse();
    assertThat(all.entries())
        .hasSize(count)
        .isSortedAccordingTo(Comparator.comparing(Listing.Entry::key));
    Listing most = store.list("many/", "many/0001", 1_040);
    assertThat(most.truncated()).isTrue();
    assertThat(most.entries()).hasSize(1_040);
    assertThat(most.entries().getLast().key()).isEqualTo("many/1041");
  }

  @Test
  void keysOfAllCharactersComeBack() throws IOException {
    ObjectStore store = open();
    String key = "aZ09!_.*'()-/(x)*y'!";
    store.put(key, bytes("1"));
    assertThat(store.get(key)).hasSize(1);
    assertThat(store.list("aZ", "", 10).entries()).containsExactly(new Listing.Entry(key, 1));
    store.delete(key);
    assertThat(store.list("aZ", "", 10).entries()).isEmpty();
  }
}
