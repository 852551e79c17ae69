package io.varve.model;

import java.nio.charset.StandardCharsets;

/**
 * The name of a tenant, safe as a directory and object name: 1 to 150 characters of {@code
 * [A-Za-z0-9!_.*'()-]}; not {@code .}, {@code ..} or {@code varve}; not beginning with {@code __}.
 *
 * @param value the name
 */
public record TenantId(String value) implements Comparable<TenantId> {
  /** The greatest number of characters. */
  public static final int MAX_LENGTH = 150;

  /** The tenant of requests that name none. */
  public static final TenantId DEFAULT = new TenantId("anonymous");

  /**
   * Validates.
   *
   * @throws VarveException with {@link ErrorCode#INVALID_TENANT}
   */
  public TenantId {
    String problem = problem(value);
    if (!problem.isEmpty()) {
      throw new VarveException(ErrorCode.INVALID_TENANT, problem);
    }
  }

  /** Returns whether the name is that of a tenant. */
  public static boolean isValid(String value) {
    return problem(value).isEmpty();
  }

  /** Returns the name's UTF-8 bytes, a new array at each call. */
  public byte[] utf8() {
    return value.getBytes(StandardCharsets.UTF_8);
  }

  /** Orders by name. */
  @Override
  public int compareTo(TenantId other) {
    return value.compareTo(other.value);
  }

  /** Returns the bare name. */
  @Override
  public String toString() {
    return value;
  }

  /** Returns what is wrong with the name, or the empty string. */
  private static String problem(String value) {
    if (value.isEmpty()) {
      return "tenant id is empty";
    }
    if (value.length() > MAX_LENGTH) {
      return "tenant id has " + value.length() + " characters, the limit is " + MAX_LENGTH;
    }
    for (int i = 0; i < value.length(); i++) {
      if (!isAllowed(value.charAt(i))) {
        return "tenant id %s contains a character other than [A-Za-z0-9!_.*'()-] at position %d"
            .formatted(GoQuote.quote(value), i);
      }
    }
    if (value.equals(".") || value.equals("..") || value.equals("varve")) {
      return "tenant id " + GoQuote.quote(value) + " is reserved";
    }
    if (value.startsWith("__")) {
      return "tenant id " + GoQuote.quote(value) + " begins with __, which is reserved";
    }
    return "";
  }

  private static boolean isAllowed(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "!_.*'()-".indexOf(c) >= 0;
  }
}
