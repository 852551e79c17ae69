package io.varve.persistence.objectstore;

/** The rule for keys: such that they are file names, URLs and sort alike in every store. */
public final class ObjectKey {
  private static final int MAX_LENGTH = 512;
  private static final String OTHER_CHARACTERS = "!_.*'()-";

  private ObjectKey() {}

  /** Returns the key, or throws IllegalArgumentException if it is none. */
  public static String check(String key) {
    if (key.isEmpty() || key.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("key of " + key.length() + " characters: " + key);
    }
    int start = 0;
    while (true) {
      int slash = key.indexOf('/', start);
      checkPart(key, key.substring(start, slash < 0 ? key.length() : slash));
      if (slash < 0) {
        return key;
      }
      start = slash + 1;
    }
  }

  private static void checkPart(String key, String part) {
    if (part.isEmpty() || part.equals(".") || part.equals("..")) {
      throw new IllegalArgumentException("part '" + part + "' in key " + key);
    }
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      boolean letterOrDigit =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!letterOrDigit && OTHER_CHARACTERS.indexOf(c) < 0) {
        throw new IllegalArgumentException("character '" + c + "' in key " + key);
      }
    }
  }
}
