package io.varve.persistence.testing;

import io.varve.persistence.fs.ByteSource;
import io.varve.persistence.fs.CloseableSource;

/** A file that is an array. */
@SuppressWarnings("ArrayRecordComponent") // A file, not a value: never compared.
public record ByteArraySource(String name, byte[] bytes) implements CloseableSource {
  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public void read(long offset, byte[] destination, int destinationOffset, int length) {
    ByteSource.checkRange(this, offset, length);
    System.arraycopy(bytes, (int) offset, destination, destinationOffset, length);
  }

  @Override
  public void close() {}
}
