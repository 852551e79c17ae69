package io.varve.persistence.objectstore;

import java.io.IOException;

/** Another store, but for what a test makes it do otherwise. */
public class DelegatingStore implements ObjectStore {
  private final ObjectStore store;

  /** Passes everything on. */
  public DelegatingStore(ObjectStore store) {
    this.store = store;
  }

  @Override
  public void put(String key, ObjectBody body) throws IOException {
    store.put(key, body);
  }

  @Override
  public PutOutcome putIfAbsent(String key, byte[] body) throws IOException {
    return store.putIfAbsent(key, body);
  }

  @Override
  public byte[] get(String key) throws IOException {
    return store.get(key);
  }

  @Override
  public byte[] getRange(String key, long offset, int length) throws IOException {
    return store.getRange(key, offset, length);
  }

  @Override
  public Listing list(String prefix, String startAfter, int limit) throws IOException {
    return store.list(prefix, startAfter, limit);
  }

  @Override
  public void delete(String key) throws IOException {
    store.delete(key);
  }
}
