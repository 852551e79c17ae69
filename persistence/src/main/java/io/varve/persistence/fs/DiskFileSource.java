package io.varve.persistence.fs;

import io.varve.model.CorruptionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** Reads a {@link DiskFile} by ranges, for a writer that looks at what it wrote. One thread. */
public final class DiskFileSource implements ByteSource {
  private final DiskFile file;
  private final String name;

  /** Does not take ownership of the file. */
  public DiskFileSource(DiskFile file, String name) {
    this.file = file;
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long size() {
    try {
      return file.size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void read(long offset, byte[] destination, int destinationOffset, int length) {
    ByteBuffer buffer = ByteBuffer.wrap(destination, destinationOffset, length);
    try {
      while (buffer.hasRemaining()) {
        if (file.read(offset + length - buffer.remaining(), buffer) < 0) {
          throw new CorruptionException(
              name, offset, length + " bytes", "the end after " + (length - buffer.remaining()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
