package io.varve.persistence.objectstore;

import java.nio.file.Path;

/** What is stored under a key: bytes in memory, or a local file that nobody changes meanwhile. */
public sealed interface ObjectBody {
  /** The number of bytes. */
  long size();

  /** The array is not copied and must not be changed until the call has returned. */
  @SuppressWarnings("ArrayRecordComponent") // Bytes are handed on, never compared.
  record Bytes(byte[] bytes) implements ObjectBody {
    @Override
    public long size() {
      return bytes.length;
    }
  }

  /** The first {@code size} bytes of a file, which must be all of it. */
  record LocalFile(Path path, long size) implements ObjectBody {}
}
