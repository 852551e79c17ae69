package io.varve.sharding.query;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalListener;
import io.varve.model.TenantId;
import io.varve.persistence.block.BlockReader;
import io.varve.persistence.fs.Disk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * Blocks of a local store that are open, at most so many beyond those that queries hold.
 * Thread-safe.
 */
public final class OpenBlocks {
  private final Disk disk;
  private final Path root;
  private final Cache<String, BlockReader> readers;

  /**
   * Creates it.
   *
   * @param root of the store: blocks lie in {@code <tenant>/<ULID>/}
   * @param maxOpen how many stay open when no query uses them
   */
  public OpenBlocks(Disk disk, Path root, int maxOpen) {
    this.disk = disk;
    this.root = root;
    RemovalListener<String, BlockReader> close =
        (_, reader, _) -> {
          if (reader != null) {
            reader.close();
          }
        };
    readers =
        Caffeine.newBuilder()
            .maximumSize(maxOpen)
            .executor(Runnable::run)
            .removalListener(close)
            .build();
  }

  /** Opens a block, for the caller to close. Blocks. */
  BlockReader open(TenantId tenant, String ulid) throws IOException {
    while (true) {
      BlockReader reader = cached(tenant, ulid);
      try {
        return reader.retain();
      } catch (IllegalStateException _) {
        // Pushed out and closed between the two lines; the next look opens it anew.
        readers.asMap().remove(ulid, reader);
      }
    }
  }

  private BlockReader cached(TenantId tenant, String ulid) throws IOException {
    try {
      return readers.get(ulid, _ -> openNew(root.resolve(tenant.value()).resolve(ulid)));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private BlockReader openNew(Path directory) {
    try {
      return BlockReader.open(disk, directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
