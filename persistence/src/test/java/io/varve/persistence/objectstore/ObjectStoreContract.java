package io.varve.persistence.objectstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.varve.testing.Scale;
import io.varve.testing.SeededRandom;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What every object store must hold; each implementation's test extends this. */
public abstract class ObjectStoreContract {
  @RegisterExtension public final SeededRandom random = new SeededRandom();

  private ObjectStore store;

  /** Another view of one and the same store, as another node would have; empty at first. */
  protected abstract ObjectStore open() throws Exception;

  /** The body as a local file that {@link #open}'s stores can read. */
  protected abstract ObjectBody localFile(byte[] bytes) throws Exception;

  @BeforeEach
  void openStore() throws Exception {
    store = open();
  }

  @Test
  void putReplacesAndGetReadsWhatWasPut() throws IOException {
    store.put("a/b/c", bytes("one"));
    assertThat(store.get("a/b/c")).asString(UTF_8).isEqualTo("one");
    store.put("a/b/c", bytes("two!"));
    assertThat(store.get("a/b/c")).asString(UTF_8).isEqualTo("two!");
    store.put("empty", bytes(""));
    assertThat(store.get("empty")).isEmpty();
  }

  @Test
  void putTakesALocalFile() throws Exception {
    byte[] content = random.bytes(300_000);
    store.put("block/index", localFile(content));
    assertThat(store.get("block/index")).isEqualTo(content);
  }

  @Test
  void anotherViewSeesEveryChange() throws Exception {
    ObjectStore other = open();
    store.put("x", bytes("1"));
    assertThat(other.get("x")).asString(UTF_8).isEqualTo("1");
    assertThat(other.putIfAbsent("x", new byte[0])).isEqualTo(PutOutcome.EXISTS);
    other.delete("x");
    assertThatThrownBy(() -> store.get("x")).isInstanceOf(NoSuchObjectException.class);
  }

  @Test
  void putIfAbsentCreatesOnce() throws IOException {
    assertThat(store.putIfAbsent("k/1", "a".getBytes(UTF_8))).isEqualTo(PutOutcome.CREATED);
    assertThat(store.putIfAbsent("k/1", "b".getBytes(UTF_8))).isEqualTo(PutOutcome.EXISTS);
    assertThat(store.get("k/1")).asString(UTF_8).isEqualTo("a");
    store.delete("k/1");
    assertThat(store.putIfAbsent("k/1", "c".getBytes(UTF_8))).isEqualTo(PutOutcome.CREATED);
    assertThat(store.get("k/1")).asString(UTF_8).isEqualTo("c");
  }

  @Test
  void ofManyWritersOneWins() throws Exception {
    int writers = 8;
    CyclicBarrier start = new CyclicBarrier(writers);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < Scale.of(20, 200); round++) {
        String key = "race/%05d".formatted(round);
        List<Future<PutOutcome>> outcomes = new ArrayList<>();
        for (int w = 0; w < writers; w++) {
          byte[] body = {(byte) w};
          ObjectStore mine = open();
          Callable<PutOutcome> put =
              () -> {
                start.await();
                return mine.putIfAbsent(key, body);
              };
          outcomes.add(threads.submit(put));
        }
        int winner = -1;
        for (int w = 0; w < writers; w++) {
          if (outcomes.get(w).get() == PutOutcome.CREATED) {
            assertThat(winner).as("a second winner of %s", key).isNegative();
            winner = w;
          }
        }
        assertThat(store.get(key)).containsExactly(winner);
      }
    }
  }

  @Test
  void rangesAreExact() throws IOException {
    store.put("r", bytes("0123456789"));
    assertThat(store.getRange("r", 0, 10)).asString(UTF_8).isEqualTo("0123456789");
    assertThat(store.getRange("r", 3, 4)).asString(UTF_8).isEqualTo("3456");
    assertThat(store.getRange("r", 9, 1)).asString(UTF_8).isEqualTo("9");
    assertThat(store.getRange("r", 5, 0)).isEmpty();
    assertThatThrownBy(() -> store.getRange("r", 9, 2)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> store.getRange("r", 100, 1)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> store.getRange("s", 0, 1)).isInstanceOf(NoSuchObjectException.class);
  }

  @Test
  void deletingWhatIsNotThereIsFine() throws IOException {
    store.delete("never/was");
    store.put("d/e/f", bytes("x"));
    store.delete("d/e/f");
    store.delete("d/e/f");
    assertThat(store.list("", "", 10).entries()).isEmpty();
    store.put("d/e/g", bytes("y"));
    assertThat(store.get("d/e/g")).asString(UTF_8).isEqualTo("y");
    assertThatThrownBy(() -> store.get("d/e")).isInstanceOf(NoSuchObjectException.class);
  }

  @Test
  void listsInByteOrderAcrossSlashes() throws IOException {
    List<String> keys = List.of("a", "a!b", "a-b/c", "a.b", "aa", "ab/c", "ab/c-d", "b/c/d", "b/e");
    for (String key : keys.reversed()) {
      store.put(key, bytes(key));
    }
    assertThat(keys(store.list("", "", 100))).isEqualTo(keys);
    assertThat(keys(store.list("a", "a-b/", 100)))
        .containsExactly("a-b/c", "a.b", "aa", "ab/c", "ab/c-d");
    assertThat(keys(store.list("b/", "", 100))).containsExactly("b/c/d", "b/e");
    assertThat(keys(store.list("b", "b/c/d", 100))).containsExactly("b/e");
    assertThat(keys(store.list("b/c/", "b/d", 100))).isEmpty();
    assertThat(keys(store.list("none", "", 100))).isEmpty();
    assertThat(store.list("aa", "", 1).entries()).containsExactly(new Listing.Entry("aa", 2));
  }

  @Test
  void pagesOfAnySizeMakeTheWholeListing() throws IOException {
    TreeSet<String> keys = new TreeSet<>();
    for (int i = 0; i < 60; i++) {
      // Files and directories need names of their own.
      String key =
          "d%d/e%d/f%d".formatted(random.nextInt(3), random.nextInt(4), random.nextInt(100));
      keys.add(key);
      store.put(key, bytes("x"));
    }
    for (int limit : new int[] {1, 2, 7, 59, 1000}) {
      List<String> all = new ArrayList<>();
      Listing page;
      do {
        page = store.list("d", all.isEmpty() ? "" : all.getLast(), limit);
        assertThat(page.entries()).hasSizeLessThanOrEqualTo(limit);
        all.addAll(keys(page));
      } while (page.truncated());
      assertThat(all).isEqualTo(List.copyOf(keys));
    }
  }

  @Test
  void refusesWhatIsNoKey() {
    for (String key :
        List.of("", "/", "/a", "a/", "a//b", ".", "a/..", "a/./b", "a b", "ä", "~tmp/x", "a\0")) {
      assertThatThrownBy(() -> store.put(key, bytes("x")))
          .as(key)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  /** A body of text. */
  protected static ObjectBody bytes(String text) {
    return new ObjectBody.Bytes(text.getBytes(UTF_8));
  }

  private static List<String> keys(Listing listing) {
    return listing.entries().stream().map(Listing.Entry::key).toList();
  }
}
