package io.varve.persistence.manifest;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/** The newest version, and older ones that readers still hold. Thread-safe. */
final class PublishedVersions {
  private final ReentrantLock lock = new ReentrantLock();
  private final IdentityHashMap<ManifestVersion, Integer> pins = new IdentityHashMap<>();
  private volatile ManifestVersion newest;

  PublishedVersions(ManifestVersion newest) {
    this.newest = newest;
  }

  ManifestVersion newest() {
    return newest;
  }

  void publish(ManifestVersion version) {
    newest = version;
  }

  Pin pin() {
    lock.lock();
    try {
      ManifestVersion version = newest;
      pins.merge(version, 1, Integer::sum);
      return new Held(version, new AtomicBoolean());
    } finally {
      lock.unlock();
    }
  }

  List<ManifestVersion> pinned() {
    lock.lock();
    try {
      return List.copyOf(pins.keySet());
    } finally {
      lock.unlock();
    }
  }

  private void release(ManifestVersion version) {
    lock.lock();
    try {
      pins.computeIfPresent(version, (_, count) -> count == 1 ? null : count - 1);
    } finally {
      lock.unlock();
    }
  }

  private final class Held implements Pin {
    private final ManifestVersion version;
    private final AtomicBoolean closed;

    Held(ManifestVersion version, AtomicBoolean closed) {
      this.version = version;
      this.closed = closed;
    }

    @Override
    public ManifestVersion version() {
      return version;
    }

    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        release(version);
      }
    }
  }
}
