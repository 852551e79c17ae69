package io.varve.persistence.objectstore;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/**
 * Calls that are still on their way to the store when their senders have given them up; they arrive
 * in any order, and also when the sender is dead. Shared by the owners of a test. Thread-safe.
 */
public final class LateCalls {
  private final ReentrantLock lock = new ReentrantLock();
  private final List<Late> waiting = new ArrayList<>();

  /** How many there are. */
  public int size() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  /** Carries out one of them, if there are any; its reply reaches nobody. */
  public void deliverOne(RandomGenerator random) throws IOException {
    Late late;
    lock.lock();
    try {
      if (waiting.isEmpty()) {
        return;
      }
      late = waiting.remove(random.nextInt(waiting.size()));
    } finally {
      lock.unlock();
    }
    late.run();
  }

  void add(Late late) {
    lock.lock();
    try {
      waiting.add(late);
    } finally {
      lock.unlock();
    }
  }

  /** A call without its caller. */
  interface Late {
    void run() throws IOException;
  }
}
