package io.varve.persistence.fs;

/** A file as it was when it was opened. */
@SuppressWarnings("ArrayRecordComponent") // A file, not a value: never compared.
record FileCopy(String name, byte[] bytes) implements CloseableSource {
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
