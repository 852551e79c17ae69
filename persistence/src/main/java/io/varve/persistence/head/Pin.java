package io.varve.persistence.head;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Keeps every position readable that was handed out before its closing: segments deleted meanwhile
 * go when it is closed. A query holds one from before it takes snapshots until it has read them.
 *
 * <p>Must be closed, by any thread; closing again does nothing.
 */
public final class Pin implements AutoCloseable {
  private final Consumer<Pin> closer;

  /** Deleted since; guarded by the lock of the owner. */
  final List<Segment> kept = new ArrayList<>(0);

  Pin(Consumer<Pin> closer) {
    this.closer = closer;
  }

  @Override
  public void close() {
    closer.accept(this);
  }
}
