package io.varve.persistence.match;

import com.google.re2j.Pattern;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What only the engine can tell, behind checks of the beginning and the end that cost little. */
final class RegexSet implements ValueSet {
  private final Pattern pattern;
  private final String prefix;
  private final byte[] prefixBytes;
  private final byte[] suffixBytes;

  /**
   * Makes a set.
   *
   * @param prefix what all members begin with
   * @param suffix what all members end with; it may overlap the prefix
   */
  RegexSet(Pattern pattern, String prefix, String suffix) {
    this.pattern = pattern;
    this.prefix = prefix;
    this.prefixBytes = prefix.getBytes(StandardCharsets.UTF_8);
    this.suffixBytes = suffix.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Decodes first: on bytes, re2j 1.8 takes the place behind a character of several bytes for the
   * beginning of the text, so that {@code .^.} matches there.
   */
  @Override
  public boolean contains(byte[] utf8, int offset, int length) {
    int end = offset + length;
    return length >= Math.max(prefixBytes.length, suffixBytes.length)
        && Arrays.equals(
            prefixBytes, 0, prefixBytes.length, utf8, offset, offset + prefixBytes.length)
        && Arrays.equals(suffixBytes, 0, suffixBytes.length, utf8, end - suffixBytes.length, end)
        && pattern.matches(new String(utf8, offset, length, StandardCharsets.UTF_8));
  }

  @Override
  public boolean contains(String value) {
    return pattern.matches(value);
  }

  @Override
  public String prefix() {
    return prefix;
  }
}
