package io.varve.http.api;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Lets so many queries in at a time; others wait, the first come first. Thread-safe. */
final class QueryGate {
  private final Lock lock = new ReentrantLock();
  private final Set<CompletableFuture<Void>> waiting = new LinkedHashSet<>();
  private final int places;
  private int free;

  QueryGate(int places) {
    this.places = places;
    free = places;
  }

  /**
   * Asks for a place.
   *
   * @return completes when there is one, which {@link #leave} must then give back. Whoever does not
   *     want to wait longer completes it exceptionally.
   */
  CompletableFuture<Void> enter() {
    CompletableFuture<Void> entry = new CompletableFuture<>();
    lock.lock();
    try {
      if (free > 0) {
        free--;
        entry.complete(null);
        return entry;
      }
      waiting.add(entry);
    } finally {
      lock.unlock();
    }
    CompletionStage<Void> _ = entry.whenComplete((_, _) -> forget(entry));
    return entry;
  }

  private void forget(CompletableFuture<Void> entry) {
    lock.lock();
    try {
      waiting.remove(entry);
    } finally {
      lock.unlock();
    }
  }

  /** Gives a place back: the next one who still waits gets it. */
  void leave() {
    CompletableFuture<Void> next = nextOrFree();
    while (next != null && !next.complete(null)) {
      next = nextOrFree();
    }
  }

  private @Nullable CompletableFuture<Void> nextOrFree() {
    lock.lock();
    try {
      if (waiting.isEmpty()) {
        free++;
        return null;
      }
      CompletableFuture<Void> next = waiting.iterator().next();
      waiting.remove(next);
      return next;
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
