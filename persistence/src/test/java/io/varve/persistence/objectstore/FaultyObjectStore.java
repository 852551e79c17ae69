package io.varve.persistence.objectstore;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One owner's view of a store behind a bad network: calls fail before or after they took effect,
 * arrive late or twice, as the script says. After {@link #kill} every call of this owner throws
 * before it does anything; one that is held up by the script does so when it is let go. Thread-safe
 * if the script is.
 */
public final class FaultyObjectStore implements ObjectStore {
  private final ObjectStore store;
  private final StoreScript script;
  private final LateCalls late;
  private final AtomicBoolean killed = new AtomicBoolean();

  /** Wraps a store that several owners share. */
  public FaultyObjectStore(ObjectStore store, StoreScript script, LateCalls late) {
    this.store = store;
    this.script = script;
    this.late = late;
  }

  /** The owner is dead from now on: it can neither change nor learn anything. */
  public void kill() {
    killed.set(true);
  }

  @Override
  public void put(String key, ObjectBody body) throws IOException {
    run(
        StoreCall.PUT,
        key,
        () -> {
          store.put(key, body);
          return key;
        });
  }

  @Override
  public PutOutcome putIfAbsent(String key, byte[] body) throws IOException {
    byte[] sent = body.clone();
    return run(StoreCall.PUT_IF_ABSENT, key, () -> store.putIfAbsent(key, sent));
  }

  @Override
  public byte[] get(String key) throws IOException {
    return run(StoreCall.GET, key, () -> store.get(key));
  }

  @Override
  public byte[] getRange(String key, long offset, int length) throws IOException {
    return run(StoreCall.GET_RANGE, key, () -> store.getRange(key, offset, length));
  }

  @Override
  public Listing list(String prefix, String startAfter, int limit) throws IOException {
    return run(StoreCall.LIST, prefix, () -> store.list(prefix, startAfter, limit));
  }

  @Override
  public void delete(String key) throws IOException {
    run(
        StoreCall.DELETE,
        key,
        () -> {
          store.delete(key);
          return key;
        });
  }

  private <T> T run(StoreCall call, String key, Effect<T> effect) throws IOException {
    checkAlive();
    StoreFault fault = script.before(call, key);
    checkAlive();
    try {
      return apply(fault, call, key, effect);
    } finally {
      script.after(call, key);
      checkAlive();
    }
  }

  private <T> T apply(StoreFault fault, StoreCall call, String key, Effect<T> effect)
      throws IOException {
    if (!call.changes() && fault != StoreFault.NONE && fault != StoreFault.ERROR_BEFORE) {
      throw new IllegalArgumentException(fault + " of " + call);
    }
    return switch (fault) {
      case NONE -> effect.run();
      case ERROR_BEFORE -> throw new IOException("connection refused: " + call + " " + key);
      case REPLY_LOST -> {
        effect.run();
        throw new IOException("connection reset: " + call + " " + key);
      }
      case LATE -> {
        late.add(effect::run);
        throw new IOException("timed out: " + call + " " + key);
      }
      case REPEATED_LATE -> {
        late.add(effect::run);
        yield effect.run();
      }
      case REPEATED -> {
        effect.run();
        yield effect.run();
      }
    };
  }

  private void checkAlive() throws IOException {
    if (killed.get()) {
      throw new IOException("this owner is dead");
    }
  }

  private interface Effect<T> {
    T run() throws IOException;
  }
}
