package io.varve.persistence.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.varve.model.Labels;
import io.varve.persistence.block.BlockFixture.Samples;
import io.varve.persistence.fs.CrashDisk;
import io.varve.persistence.fs.CrashedException;
import io.varve.persistence.fs.Disk;
import io.varve.persistence.fs.DiskFile;
import io.varve.persistence.fs.RealDisk;
import io.varve.testing.Scale;
import io.varve.testing.SeededRandom;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Whenever the power fails while a block is written: if there is a meta.json, all is there. */
class BlockCrashTest {
  private static final long MAX_SEGMENT_BYTES = 3000;

  @RegisterExtension final SeededRandom random = new SeededRandom();

  @TempDir Path directory;

  @Test
  void aBlockWithMetaJsonIsWhole() throws IOException {
    SortedMap<Labels, Samples> series = BlockFixture.random(random, 8);
    Path tenant = Path.of("/tenant");
    CrashDisk whole = disk(tenant);
    long seed = random.nextLong();
    long before = whole.calls();
    BlockMeta meta = BlockFixture.write(whole, tenant, new Random(seed), series, MAX_SEGMENT_BYTES);
    long calls = whole.calls();
    Path block = tenant.resolve(meta.ulid().toString());
    String expected = dump(whole, block);
    assertThat(expected.lines()).hasSize(series.size());

    for (long call = before + 1; call <= calls; call++) {
      for (int round = 0; round < Scale.of(20, 1000); round++) {
        CrashDisk disk = disk(tenant);
        disk.crashAt(call);
        assertThatThrownBy(
                () -> BlockFixture.write(disk, tenant, new Random(seed), series, MAX_SEGMENT_BYTES))
            .isInstanceOf(CrashedException.class);
        CrashDisk after = disk.crash(random.nextLong());
        if (after.exists(block.resolve(BlockFiles.META))) {
          assertThat(dump(after, block)).as("after call %d", call).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void aFinishedBlockLasts() throws IOException {
    for (int round = 0; round < Scale.of(20, 1000); round++) {
      SortedMap<Labels, Samples> series = BlockFixture.random(random, 3);
      Path tenant = Path.of("/tenant");
      CrashDisk disk = disk(tenant);
      BlockMeta meta = BlockFixture.write(disk, tenant, random, series, MAX_SEGMENT_BYTES);
      Path block = tenant.resolve(meta.ulid().toString());
      String expected = dump(disk, block);
      assertThat(dump(disk.crash(random.nextLong()), block)).isEqualTo(expected);
    }
  }

  private CrashDisk disk(Path tenant) throws IOException {
    CrashDisk disk = new CrashDisk(random.nextLong());
    disk.createDirectories(tenant);
    disk.forceDirectory(Path.of("/"));
    return disk;
  }

  /** Reads a block by way of the real disk, since it must be mapped. */
  private String dump(Disk disk, Path block) throws IOException {
    Path copy = Files.createTempDirectory(directory, "block");
    copy(disk, block, copy);
    try (BlockReader reader = BlockReader.open(new RealDisk(), copy)) {
      return BlockFixture.dump(reader);
    }
  }

  private static void copy(Disk disk, Path from, Path to) throws IOException {
    for (Path path : disk.list(from)) {
      Path target = to.resolve(path.getFileName().toString());
      if (disk.isDirectory(path)) {
        copy(disk, path, Files.createDirectory(target));
      } else {
        try (DiskFile file = disk.openRead(path)) {
          ByteBuffer bytes = ByteBuffer.allocate((int) file.size());
          file.read(0, bytes);
          Files.write(target, bytes.array());
        }
      }
    }
  }
}
