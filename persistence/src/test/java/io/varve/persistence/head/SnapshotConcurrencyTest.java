package io.varve.persistence.head;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.model.Windows;
import io.varve.persistence.chunk.SampleIterator;
import io.varve.persistence.fs.RealDisk;
import io.varve.testing.Scale;
import io.varve.testing.SeededRandom;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * One thread appends and takes snapshots, others read them while it goes on. The i-th sample is at
 * a time and has a value that both follow from i, so that a reader knows exactly what a snapshot
 * taken after n samples must hold.
 */
class SnapshotConcurrencyTest {
  private static final long W = 236_000 * Windows.WINDOW_MS;

  @RegisterExtension final SeededRandom random = new SeededRandom();

  @TempDir private Path root;

  @Test
  void readersSeeExactlyThePrefix() throws Exception {
    try (ExecutorService readers = Executors.newFixedThreadPool(3);
        HeadSegments segments = open()) {
      for (int run = 0; run < Scale.of(5, 200); run++) {
        MemSeries series = new MemSeries(run);
        BlockingQueue<Taken> queue = new ArrayBlockingQueue<>(64);
        List<Future<?>> running = new ArrayList<>();
        for (int n = 0; n < 3; n++) {
          Random own = random.fork();
          running.add(readers.submit(() -> readAll(queue, segments, own)));
        }
        int[] order = order(20_000);
        for (int n = 1; n <= order.length; n++) {
          long t = time(order[n - 1]);
          assertThat(series.append(Windows.windowStart(t), 0, t, 0, value(order[n - 1]), segments))
              .isEqualTo(AppendOutcome.ACCEPTED);
          if (random.nextInt(50) == 0) {
            BitSet present = new BitSet();
            for (int i = 0; i < n; i++) {
              present.set(order[i]);
            }
            queue.put(new Taken(series.snapshot(W, Long.MAX_VALUE), present));
          }
        }
        for (int n = 0; n < 3; n++) {
          queue.put(Taken.END);
        }
        for (Future<?> f : running) {
          f.get();
        }
      }
    }
  }

  private HeadSegments open() throws IOException {
    return HeadSegments.open(
        new RealDisk(), root.resolve("00000"), 0, ForcedLengths.NONE, Runnable::run);
  }

  /** 0, 1, 2… with some of the numbers coming later. */
  private int[] order(int count) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      order[i] = i;
    }
    for (int i = 0; i < count / 10; i++) {
      int a = random.nextInt(count - 100);
      int b = a + random.nextInt(100);
      int moved = order[a];
      System.arraycopy(order, a + 1, order, a, b - a);
      order[b] = moved;
    }
    return order;
  }

  private static long time(int i) {
    return W + 5_000L * i;
  }

  private static long value(int i) {
    return Double.doubleToRawLongBits(i % 17 == 0 ? Math.sqrt(i) : Math.floor(i / 3.0));
  }

  private static Void readAll(BlockingQueue<Taken> queue, SealedChunks chunks, Random random)
      throws InterruptedException {
    for (Taken taken = queue.take(); !taken.present.isEmpty(); taken = queue.take()) {
      BitSet present = taken.present;
      int from = random.nextInt(present.length());
      SampleIterator samples = HeadSeriesReader.iterate(taken.snapshot, chunks);
      boolean more = samples.seek(time(from));
      for (int i = present.nextSetBit(from); i >= 0; i = present.nextSetBit(i + 1)) {
        if (!more || samples.t() != time(i) || samples.valueBits() != value(i)) {
          throw new AssertionError("sample " + i + " is not as it was appended");
        }
        more = samples.next();
      }
      assertThat(more).isFalse();
    }
    return null;
  }

  private record Taken(SeriesSnapshot snapshot, BitSet present) {
    /** Holds no samples, and so ends the reading. */
    static final Taken END = new Taken(new MemSeries(0).snapshot(0, 0), new BitSet());
  }
}
