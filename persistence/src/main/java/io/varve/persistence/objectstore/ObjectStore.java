package io.varve.persistence.objectstore;

import java.io.IOException;

/**
 * Objects under keys.
 *
 * <p>A key is 1 to 512 characters of {@code [A-Za-z0-9!_.*'()-]}, in parts divided by single
 * slashes; no part is {@code .} or {@code ..}. No key is another key with a slash and more behind
 * it. Keys that are none throw IllegalArgumentException.
 *
 * <p>Reads see every change that was acknowledged before they began, on whichever node. A change
 * that was acknowledged is durable. After an {@link IOException} from a change it may have been
 * made, may be made later, or never.
 *
 * <p>Thread-safe. Calls block for as long as the store takes; call from virtual threads.
 */
public interface ObjectStore {
  /** Stores an object, replacing one of the same key as a whole: a reader sees the old or new. */
  void put(String key, ObjectBody body) throws IOException;

  /**
   * Stores an object if its key is free, atomically against every other writer.
   *
   * @throws IOException when the outcome is unknown: read the key back before trying again
   */
  PutOutcome putIfAbsent(String key, byte[] body) throws IOException;

  /**
   * @throws NoSuchObjectException if there is none
   */
  byte[] get(String key) throws IOException;

  /**
   * Exactly {@code length} bytes of an object from {@code offset} on.
   *
   * @throws NoSuchObjectException if there is none
   * @throws IOException also if the object ends before the range does
   */
  byte[] getRange(String key, long offset, int length) throws IOException;

  /**
   * Keys that begin with a prefix and come behind another string, in UTF-8 byte order.
   *
   * @param prefix any string, empty for all keys; it need not end at a slash
   * @param startAfter exclusive, need not be a key; empty for the beginning
   * @param limit how many at most, at least 1
   */
  Listing list(String prefix, String startAfter, int limit) throws IOException;

  /** Removes an object; an absent one is fine. */
  void delete(String key) throws IOException;
}
