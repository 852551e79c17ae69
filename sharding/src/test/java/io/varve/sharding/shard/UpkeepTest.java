package io.varve.sharding.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.persistence.fs.CrashDisk;
import io.varve.persistence.fs.Disk;
import io.varve.persistence.fs.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A shard that lives long finds what is left over on its own disk, too. */
final class UpkeepTest {
  private static final long BEGIN = 1_750_000_000_000L;
  private static final Duration MORE_THAN_THE_DELAY = Duration.ofMinutes(31);

  private final SimulatedNode.Clock clock = new SimulatedNode.Clock(BEGIN);

  @Test
  void deletesHeadSegmentsThatNobodyNeeds() throws IOException {
    CrashDisk disk = new CrashDisk(1);
    SimulatedNode node =
        SimulatedNode.start(disk, new Random(1), ShardWorkload.settings(new Random(1)), clock);
    tick(node);

    Path stray = node.environment().headDirectory().resolve("00000").resolve("0000000777.chunks");
    write(node.environment().disk(), stray);
    clock.advance(Duration.ofHours(23));
    tick(node);
    assertThat(disk.exists(stray)).as("looked for once a day").isTrue();
    clock.advance(Duration.ofHours(2));
    tick(node);
    assertThat(disk.exists(stray)).as("found, and kept for the delay").isTrue();
    clock.advance(Duration.ofMillis(1));
    CompletableFuture<?> _ = node.shard(0).checkpoint();
    node.settle();
    clock.advance(MORE_THAN_THE_DELAY);
    tick(node);
    assertThat(disk.exists(stray)).isFalse();
  }

  private static void write(Disk disk, Path file) throws IOException {
    try (DiskFile opened = disk.create(file)) {
      opened.append(ByteBuffer.wrap(new byte[100]));
    }
  }

  private static void tick(SimulatedNode node) {
    node.shard(0).tick();
    node.settle();
  }
}
