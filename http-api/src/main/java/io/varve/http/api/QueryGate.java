package io.varve.http.api;

import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Lets so many queries in at a time; others wait, the first come first. Thread-safe. */
final class QueryGate {
  private final Lock lock = new ReentrantLock();
  private final SequencedSet<Entry> waiting = new LinkedHashSet<>();
  private final int places;
  private int free;

  QueryGate(int places) {
    this.places = places;
    free = places;
  }

  /** A place that is asked for. */
  private static final class Entry {
    private final CompletableFuture<Void> granted = new CompletableFuture<>();
  }

  /**
   * Asks for a place.
   *
   * @return completes when there is one, which {@link #leave} must then give back. Whoever does not
   *     want to wait longer completes it exceptionally.
   */
  CompletableFuture<Void> enter() {
    Entry entry = new Entry();
    lock.lock();
    try {
      if (free > 0) {
        free--;
        entry.granted.complete(null);
        return entry.granted;
      }
      waiting.add(entry);
    } finally {
      lock.unlock();
    }
    CompletionStage<Void> _ = entry.granted.whenComplete((_, _) -> forget(entry));
    return entry.granted;
  }

  private void forget(Entry entry) {
    lock.lock();
    try {
      waiting.remove(entry);
    } finally {
      lock.unlock();
    }
  }

  /** Gives a place back: the next one who still waits gets it. */
  void leave() {
    Entry next = nextOrFree();
    while (next != null && !next.granted.complete(null)) {
      next = nextOrFree();
    }
  }

  private @Nullable Entry nextOrFree() {
    lock.lock();
    try {
      if (waiting.isEmpty()) {
        free++;
        return null;
      }
      return waiting.removeFirst();
    } finally {
      lock.unlock();
    }
  }

  /** Returns how many are in. */
  int entered() {
    lock.lock();
    try {
      return places - free;
    } finally {
      lock.unlock();
    }
  }

  /** Returns how many wait. */
  int waiting() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }
}
