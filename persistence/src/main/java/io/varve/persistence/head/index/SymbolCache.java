package io.varve.persistence.head.index;

import org.jspecify.annotations.Nullable;

/**
 * Strings of symbols read lately, so that label sets handed out together share them: of ten strings
 * in a label set, nine are in the next one, too.
 *
 * <p>Direct-mapped, bounded, without locks: an entry is immutable, so a reader that races gets the
 * string of its own symbol or makes it anew. Long strings are not kept.
 */
final class SymbolCache {
  private static final int ENTRIES = 4096;
  private static final int MAX_KEPT_BYTES = 128;

  private final SymbolTable symbols;

  /** Made at the first read: an index that nobody queries needs none. */
  private Entry @Nullable [] entries;

  /** A symbol and its string. */
  private record Entry(int symbol, String string) {}

  SymbolCache(SymbolTable symbols) {
    this.symbols = symbols;
  }

  /** Returns the symbol's string. */
  String string(int symbol) {
    Entry[] all = entries;
    if (all == null) {
      all = new Entry[ENTRIES];
      entries = all;
    }
    int at = (symbol * 0x9E3779B9) >>> 20;
    Entry entry = all[at];
    if (entry != null && entry.symbol == symbol) {
      return entry.string;
    }
    String string = symbols.string(symbol);
    if (string.length() <= MAX_KEPT_BYTES) {
      all[at] = new Entry(symbol, string);
    }
    return string;
  }

  /** Returns the most heap that the table itself takes; the strings are mostly the readers'. */
  long memoryBytes() {
    return entries == null ? 0 : HeapSize.ofArray(ENTRIES, HeapSize.REFERENCE);
  }
}
