package io.varve.persistence.log.chain;

import io.varve.persistence.objectstore.Listing;
import io.varve.persistence.objectstore.ObjectBody;
import io.varve.persistence.objectstore.ObjectStore;
import io.varve.persistence.objectstore.PutOutcome;
import java.io.IOException;

/** What a writer sees that takes an object in its place for its own, without reading the token. */
record BelievingStore(ObjectStore store) implements ObjectStore {
  @Override
  public PutOutcome putIfAbsent(String key, byte[] body) throws IOException {
    store.putIfAbsent(key, body);
    return PutOutcome.CREATED;
  }

  @Override
  public void put(String key, ObjectBody body) throws IOException {
    store.put(key, body);
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
