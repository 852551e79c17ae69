package io.varve.persistence.fs;

import java.io.Closeable;

/** A {@link ByteSource} that whoever opened it closes; reading after that is a bug. */
public interface CloseableSource extends ByteSource, Closeable {
  @Override
  void close();
}
