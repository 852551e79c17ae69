package io.varve.persistence.objectstore;

import java.io.IOException;

/** There is no object under the key that was asked for. */
public final class NoSuchObjectException extends IOException {
  public NoSuchObjectException(String key) {
    super("no such object: " + key);
  }
}
