package io.varve.persistence.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.varve.model.ByteCursor;
import io.varve.model.CorruptionException;
import io.varve.model.FormatVersionException;
import io.varve.persistence.fs.RealDisk;
import io.varve.testing.SeededRandom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Segments in files, read by mapping. */
class HeadSegmentsTest {
  private static final int SHARD = 7;

  @RegisterExtension final SeededRandom random = new SeededRandom();

  @TempDir private Path root;

  private final ExecutorService executor = Executors.newSingleThreadExecutor();
  private Path directory;
  private StoredChunks stored;
  private HeadSegments segments;

  @BeforeEach
  void open() throws IOException {
    directory = root.resolve("00007");
    stored = new StoredChunks(random);
    reopen(ForcedLengths.NONE, SegmentOptions.MAPPED);
  }

  private void reopen(ForcedLengths known, SegmentOptions options) throws IOException {
    segments = HeadSegments.open(new RealDisk(), directory, SHARD, known, executor, options);
  }

  @AfterEach
  void close() throws IOException {
    segments.close();
    executor.close();
  }

  private void append(int count, int window) {
    for (int i = 0; i < count; i++) {
      stored.append(segments, StoredChunks.window(window));
    }
  }

  @Test
  void readsFromBufferFileAndMapping() throws IOException {
    append(100, 0);
    stored.verify(segments, stored.size());
    assertThat(segments.bytesWritten()).isZero();
    append(20_000, 0);
    stored.verify(segments, stored.size());
    ForcedLengths forced = segments.force();
    stored.verify(segments, stored.size());
    assertThat(segments.bytesWritten()).isEqualTo(segments.bytesAppended());
    assertThat(forced.segments()).hasSize(1);
    assertThat(Files.size(directory.resolve("0000000001.chunks")))
        .isEqualTo(forced.segments().getFirst().length());
  }

  @Test
  void goesOnAtTheForcedLengths() throws IOException {
    SegmentOptions small = new SegmentOptions(100_000, 8_000, 64_000, true);
    segments.close();
    reopen(ForcedLengths.NONE, small);
    ForcedLengths forced = ForcedLengths.NONE;
    for (int run = 0; run < 4; run++) {
      append(700, run);
      forced = segments.force();
      int durable = stored.size();
      append(1_500, run);
      segments.flush();
      segments.close();
      stored.truncate(durable);
      reopen(reread(forced), small);
      stored.verify(segments, durable);
      assertThat(files()).hasSameSizeAs(forced.segments());
      for (ForcedSegment segment : forced.segments()) {
        assertThat(Files.size(directory.resolve(SegmentFormat.fileName(segment.id()))))
            .isEqualTo(segment.length());
      }
    }
    assertThat(forced.segments().size()).isGreaterThan(6);
  }

  private static ForcedLengths reread(ForcedLengths forced) {
    ByteSink out = new ByteSink(16);
    forced.writeTo(out);
    ForcedLengths read = ForcedLengths.readFrom(new ByteCursor(out.toByteArray()));
    assertThat(read).isEqualTo(forced);
    return read;
  }

  private List<Path> files() throws IOException {
    try (var list = Files.list(directory)) {
      return list.toList();
    }
  }

  @Test
  void deletesSegmentsOfDeadWindowsOnceUnpinned() throws IOException {
    segments.close();
    reopen(ForcedLengths.NONE, new SegmentOptions(100_000, 8_000, 64_000, true));
    append(1_000, 0);
    int old = stored.size();
    append(1_000, 1);
    assertThat(segments.retire(key -> true)).isEmpty();
    long live = StoredChunks.window(1);
    List<Integer> retired = segments.retire(key -> WindowKey.windowStart(key) == live);
    assertThat(retired).isNotEmpty();
    ForcedLengths forced = segments.force();
    assertThat(forced.segments()).noneMatch(s -> retired.contains(s.id()));
    stored.verify(segments, stored.size());

    Pin pin = segments.pin();
    Pin other = segments.pin();
    assertThat(segments.idle()).containsExactlyInAnyOrderElementsOf(retired);
    delete(retired);
    delete(retired);
    other.close();
    other.close();
    stored.verify(segments, old);
    assertThat(segments.retire(key -> WindowKey.windowStart(key) == live)).isEmpty();
    pin.close();
    settle();
    assertThatThrownBy(() -> segments.read(stored.position(0), new SealedChunk()))
        .isInstanceOf(CorruptionException.class);
    assertThat(files()).hasSameSizeAs(forced.segments());
    retired.forEach(stored::drop);
    stored.verify(segments, stored.size());
    int used = forced.segments().getLast().id();
    assertThatThrownBy(() -> segments.delete(used)).isInstanceOf(IllegalStateException.class);
  }

  private void delete(List<Integer> retired) throws IOException {
    for (int id : retired) {
      segments.delete(id);
    }
  }

  /** A deletion may fail, and no manifest will ever speak of the file again. */
  @Test
  void findsAndDeletesWhatNoSegmentStandsFor() throws IOException {
    append(100, 0);
    ForcedLengths forced = segments.force();
    Path left = Files.writeString(directory.resolve(SegmentFormat.fileName(70)), "left behind");
    Files.writeString(directory.resolve("notes.txt"), "somebody else's");
    assertThat(segments.idle()).containsExactly(70);
    segments.delete(70);
    segments.delete(70);
    assertThat(left).doesNotExist();
    assertThat(segments.idle()).isEmpty();
    segments.close();

    Path others = Files.writeString(directory.resolve(SegmentFormat.fileName(71)), "the next's");
    assertThat(segments.idle()).as("none are this one's any more").isEmpty();
    segments.delete(71);
    assertThat(others).exists();
    reopen(forced, SegmentOptions.MAPPED);
    assertThat(others).doesNotExist();
    stored.verify(segments, stored.size());
  }

  @Test
  void aSegmentMostlyOfDeadWindowsTakesNoMore() throws IOException {
    reopen(ForcedLengths.NONE, new SegmentOptions(16 << 20, 8_000, 64_000, true));
    append(1_000, 0);
    append(100, 1);
    LongPredicate second = key -> WindowKey.windowStart(key) == StoredChunks.window(1);
    assertThat(segments.retire(second)).as("it has live records").isEmpty();
    append(100, 2);
    assertThat(segments.force().segments()).hasSize(2);
    LongPredicate third = key -> WindowKey.windowStart(key) == StoredChunks.window(2);
    assertThat(segments.retire(third)).hasSize(1);
    append(10, 2);
    assertThat(segments.force().segments()).as("a live one goes on").hasSize(1);
    stored.verify(segments, stored.size());
  }

  /** Waits for what the executor was given. */
  private void settle() {
    try {
      executor.submit(() -> {}).get();
    } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void namesFileAndOffsetOfDamage() throws IOException {
    append(200, 0);
    ForcedLengths forced = segments.force();
    segments.close();
    Path file = directory.resolve("0000000001.chunks");
    byte[] bytes = Files.readAllBytes(file);
    int victim = random.nextInt(200);
    long offset = SegmentFormat.offset(stored.position(victim));
    bytes[(int) offset + 5] ^= 0x10;
    Files.write(file, bytes);
    reopen(forced, SegmentOptions.MAPPED);
    CorruptionException e =
        catchThrowableOfType(
            CorruptionException.class,
            () -> segments.read(stored.position(victim), new SealedChunk()));
    assertThat(e.file()).isEqualTo(file.toString());
    assertThat(e.offset()).isEqualTo(offset);
  }

  @Test
  void refusesFilesThatAreNotTheManifests() throws IOException {
    append(10, 0);
    ForcedLengths forced = segments.force();
    segments.close();
    Path file = directory.resolve("0000000001.chunks");
    byte[] bytes = Files.readAllBytes(file);

    Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 1));
    assertThatThrownBy(() -> reopen(forced, SegmentOptions.MAPPED))
        .isInstanceOf(CorruptionException.class)
        .hasMessageContaining(file.toString());

    byte[] otherShard = bytes.clone();
    otherShard[7]++;
    Files.write(file, otherShard);
    assertThatThrownBy(() -> reopen(forced, SegmentOptions.MAPPED))
        .isInstanceOf(CorruptionException.class);

    byte[] newer = bytes.clone();
    newer[5]++;
    Files.write(file, newer);
    assertThatThrownBy(() -> reopen(forced, SegmentOptions.MAPPED))
        .isInstanceOf(FormatVersionException.class);

    Files.delete(file);
    assertThatThrownBy(() -> reopen(forced, SegmentOptions.MAPPED))
        .isInstanceOf(CorruptionException.class);
  }

  @Test
  void manyAppendAndReadAtOnce() throws Exception {
    segments.close();
    reopen(ForcedLengths.NONE, new SegmentOptions(3 << 20, 8_000, 64_000, true));
    List<Future<?>> running = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (int n = 0; n < 4; n++) {
        StoredChunks own = new StoredChunks(random.fork());
        running.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < 20; i++) {
                    for (int j = 0; j < 60; j++) {
                      own.append(segments, StoredChunks.window(0));
                    }
                    own.verify(segments, own.size());
                  }
                }));
      }
      for (int i = 0; i < 10; i++) {
        segments.force();
      }
      for (Future<?> f : running) {
        f.get();
      }
    }
    assertThat(segments.failure()).isEmpty();
  }
}
