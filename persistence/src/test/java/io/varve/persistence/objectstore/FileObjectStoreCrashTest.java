package io.varve.persistence.objectstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.varve.persistence.fs.CrashDisk;
import io.varve.persistence.fs.CrashedException;
import io.varve.persistence.fs.DiskFile;
import io.varve.testing.Scale;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** On a disk that forgets: what was acknowledged is there after a crash at any call, and whole. */
final class FileObjectStoreCrashTest extends ObjectStoreContract {
  private static final Path ROOT = Path.of("/data/store");
  private static final int OPERATIONS = 12;

  private final CrashDisk disk = new CrashDisk(1);

  @Override
  protected ObjectStore open() throws IOException {
    return new FileObjectStore(disk, ROOT);
  }

  @Override
  protected ObjectBody localFile(byte[] bytes) throws IOException {
    try (DiskFile file = disk.create(Path.of("/local"))) {
      file.append(ByteBuffer.wrap(bytes));
    }
    return new ObjectBody.LocalFile(Path.of("/local"), bytes.length);
  }

  @Test
  void acknowledgedChangesSurviveACrashAtAnyCall() throws IOException {
    int points = 0;
    for (int run = 0; run < Scale.of(25, 500); run++) {
      long seed = random.nextLong();
      CrashDisk whole = new CrashDisk(seed);
      new Workload(seed).run(whole);
      for (long call = 1; call <= whole.calls(); call++, points++) {
        Workload workload = new Workload(seed);
        CrashDisk crashing = new CrashDisk(seed);
        crashing.crashAt(call);
        workload.run(crashing);
        workload.check(crashing.crash(seed + call), "seed %d, call %d".formatted(seed, call));
      }
    }
    assertThat(points).isGreaterThan(500);
  }

  /** Puts and deletes on few keys; knows for each what may be there. */
  private static final class Workload {
    private final Random random;
    private final Map<String, String> acknowledged = new HashMap<>();
    private String uncertainKey = "";
    private String uncertainBody = "";

    Workload(long seed) {
      random = new Random(seed);
    }

    void run(CrashDisk disk) throws IOException {
      try {
        FileObjectStore store = new FileObjectStore(disk, ROOT);
        for (int i = 0; i < OPERATIONS; i++) {
          step(store, "t%d/k%d".formatted(random.nextInt(2), random.nextInt(2)), i);
        }
      } catch (CrashedException _) {
        return;
      }
      uncertainKey = "";
    }

    private void step(FileObjectStore store, String key, int i) throws IOException {
      String body = "%d:".formatted(i) + "x".repeat(random.nextInt(1500));
      uncertainKey = key;
      switch (random.nextInt(3)) {
        case 0 -> {
          uncertainBody = body;
          store.put(key, bytes(body));
          acknowledged.put(key, body);
        }
        case 1 -> {
          boolean taken = acknowledged.containsKey(key);
          uncertainBody = taken ? acknowledged.get(key) : body;
          PutOutcome outcome = store.putIfAbsent(key, body.getBytes(UTF_8));
          assertThat(outcome).isEqualTo(taken ? PutOutcome.EXISTS : PutOutcome.CREATED);
          acknowledged.putIfAbsent(key, body);
        }
        default -> {
          uncertainBody = "";
          store.delete(key);
          acknowledged.remove(key);
        }
      }
    }

    void check(CrashDisk after, String point) throws IOException {
      FileObjectStore store = new FileObjectStore(after, ROOT);
      Map<String, String> found = new HashMap<>();
      for (Listing.Entry entry : store.list("", "", 100).entries()) {
        found.put(entry.key(), new String(store.get(entry.key()), UTF_8));
      }
      if (!uncertainKey.isEmpty() && found.getOrDefault(uncertainKey, "").equals(uncertainBody)) {
        found.remove(uncertainKey);
        acknowledged.remove(uncertainKey);
      }
      assertThat(found).as(point).isEqualTo(acknowledged);
      assertThat(after.list(ROOT.resolve("~tmp"))).as(point).isEmpty();
    }
  }
}
