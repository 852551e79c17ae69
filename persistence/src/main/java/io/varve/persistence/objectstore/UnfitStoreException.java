package io.varve.persistence.objectstore;

import java.io.IOException;

/** A store that answers, and does not hold what {@link ObjectStore} promises. */
public final class UnfitStoreException extends IOException {
  UnfitStoreException(String message) {
    super(message);
  }
}
