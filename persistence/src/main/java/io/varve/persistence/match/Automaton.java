package io.varve.persistence.match;

/**
 * Values that a deterministic automaton takes, which goes through the bytes of their UTF-8: one
 * look into a table for each.
 */
final class Automaton implements ValueSet {
  /** The state that nothing leads out of; it takes nothing. */
  static final int DEAD = 0;

  /** The state before the first byte. */
  static final int START = 1;

  private final short[] classes;
  private final int width;
  private final short[] next;
  private final boolean[] takes;
  private final String prefix;

  /**
   * Makes a set.
   *
   * @param classes for each byte the number of its class, all of whose bytes lead alike
   * @param width the number of classes
   * @param next for each state and class the state after it
   * @param takes for each state whether a value may end there
   * @param prefix what all members begin with
   */
  Automaton(short[] classes, int width, short[] next, boolean[] takes, String prefix) {
    this.classes = classes;
    this.width = width;
    this.next = next;
    this.takes = takes;
    this.prefix = prefix;
  }

  @Override
  public boolean contains(byte[] utf8, int offset, int length) {
    int state = START;
    for (int i = offset; i < offset + length; i++) {
      state = next[state * width + classes[utf8[i] & 0xFF]];
      if (state == DEAD) {
        return false;
      }
    }
    return takes[state];
  }

  @Override
  public String prefix() {
    return prefix;
  }
}
