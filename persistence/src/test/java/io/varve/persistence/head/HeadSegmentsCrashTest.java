package io.varve.persistence.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.varve.persistence.fs.CrashDisk;
import io.varve.persistence.fs.CrashedException;
import io.varve.persistence.fs.DiskCall;
import io.varve.persistence.fs.DiskFaults.Fault;
import io.varve.testing.Scale;
import io.varve.testing.SeededRandom;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Segments on a disk that forgets, fills up and fails. */
class HeadSegmentsCrashTest {
  private static final Path ROOT = Path.of("/data/head");
  private static final Path DIRECTORY = ROOT.resolve("00003");
  private static final SegmentOptions SMALL = new SegmentOptions(20_000, 1_500, 6_000, false);

  @RegisterExtension final SeededRandom random = new SeededRandom();

  private CrashDisk disk;
  private StoredChunks stored;
  private HeadSegments segments;

  /** What the newest committed manifest says, and how many of the chunks it covers. */
  private ForcedLengths manifest;

  private int covered;

  private void begin() throws IOException {
    disk = new CrashDisk(random.nextLong());
    disk.createDirectories(ROOT);
    disk.forceDirectory(Path.of("/data"));
    disk.forceDirectory(Path.of("/"));
    stored = new StoredChunks(random);
    manifest = ForcedLengths.NONE;
    covered = 0;
    open();
  }

  private void open() throws IOException {
    segments = HeadSegments.open(disk, DIRECTORY, 3, manifest, Runnable::run, SMALL);
  }

  @Test
  void keepsWhatWasForcedThroughCrashes() throws IOException {
    for (int run = 0; run < Scale.of(60, 3_000); run++) {
      begin();
      for (int crash = 0; crash < 5; crash++) {
        disk.crashAt(disk.calls() + 1 + random.nextInt(40));
        try {
          while (true) {
            step();
          }
        } catch (CrashedException e) {
          disk = disk.crash(random.nextLong());
        }
        stored.truncate(covered);
        open();
        stored.verify(segments, covered);
      }
    }
  }

  private int window;

  private void step() throws IOException {
    switch (random.nextInt(60)) {
      case 0, 1 -> commit();
      case 2 -> segments.flush();
      case 3 -> window++;
      case 4 -> retire();
      default -> stored.append(segments, StoredChunks.window(window));
    }
    if (segments.failure().orElse(null) instanceof CrashedException e) {
      throw e;
    }
  }

  private void commit() throws IOException {
    manifest = segments.force();
    covered = stored.size();
  }

  private void retire() throws IOException {
    long live = StoredChunks.window(window);
    List<Integer> retired = segments.retire(key -> WindowKey.windowStart(key) >= live);
    commit();
    for (int id : retired) {
      stored.drop(id);
      covered = stored.size();
      segments.delete(id);
    }
  }

  @Test
  void losesNothingWhenTheDiskIsFull() throws IOException {
    for (int run = 0; run < Scale.of(100, 3_000); run++) {
      begin();
      disk.capacity(random.nextInt(30_000));
      while (segments.failure().isEmpty()) {
        stored.append(segments, StoredChunks.window(0));
      }
      for (int i = 0; i < 50; i++) {
        stored.append(segments, StoredChunks.window(0));
      }
      stored.verify(segments, stored.size());
      assertThatThrownBy(segments::force).hasMessageContaining("No space");
      disk.capacity(Long.MAX_VALUE);
      segments.flush();
      assertThat(segments.failure()).isEmpty();
      stored.verify(segments, stored.size());
      commit();
      disk = disk.crash(random.nextLong());
      open();
      stored.verify(segments, covered);
    }
  }

  @Test
  void repeatsFailedWrites() throws IOException {
    begin();
    List<String> failed = new ArrayList<>();
    disk.faults(
        (call, number, path) -> {
          boolean fails =
              (call == DiskCall.APPEND || call == DiskCall.CREATE || call == DiskCall.TRUNCATE)
                  && random.nextInt(3) == 0;
          if (fails) {
            failed.add(path + " " + call);
          }
          return fails ? Fault.IO_ERROR : Fault.NONE;
        });
    for (int i = 0; i < 2_000; i++) {
      stored.append(segments, StoredChunks.window(0));
    }
    stored.verify(segments, stored.size());
    assertThat(failed).isNotEmpty();
    disk.faults((call, number, path) -> Fault.NONE);
    commit();
    disk = disk.crash(random.nextLong());
    open();
    stored.verify(segments, covered);
  }

  @Test
  void neverForcesAfterAFailedForce() throws IOException {
    begin();
    stored.append(segments, StoredChunks.window(0));
    commit();
    stored.append(segments, StoredChunks.window(0));
    disk.faults((call, n, path) -> call == DiskCall.FORCE ? Fault.IO_ERROR : Fault.NONE);
    assertThatThrownBy(segments::force).isInstanceOf(IOException.class);
    disk.faults((call, n, path) -> Fault.NONE);
    assertThatThrownBy(segments::force).hasMessageContaining("an earlier fsync failed");
    assertThat(segments.failure()).isPresent();
    stored.verify(segments, 2);

    disk = disk.kill(random.nextLong());
    stored.truncate(covered);
    open();
    stored.append(segments, StoredChunks.window(0));
    commit();
    disk = disk.crash(random.nextLong());
    open();
    stored.verify(segments, 2);
  }
}
