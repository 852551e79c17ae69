package io.varve.persistence.index;

import io.varve.model.Utf8;
import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.util.Arrays;

/**
 * Collects the distinct strings of an index in the order in which they come, and in the end numbers
 * them in the order of their bytes. Holds every string once; nothing else grows with the block's
 * labels.
 */
final class SymbolCollector {
  private final Object2IntOpenHashMap<String> provisional = new Object2IntOpenHashMap<>();

  SymbolCollector() {
    provisional.defaultReturnValue(-1);
  }

  /** The provisional number of a string: how many distinct ones came before it. */
  int add(String symbol) {
    int next = provisional.size();
    int known = provisional.putIfAbsent(symbol, next);
    return known < 0 ? next : known;
  }

  /** Numbers the symbols; the collector must not be used any more. */
  Numbered number() {
    String[] sorted = provisional.keySet().toArray(new String[0]);
    Arrays.sort(sorted, Utf8::compare);
    int[] finalNumbers = new int[sorted.length];
    for (int i = 0; i < sorted.length; i++) {
      finalNumbers[provisional.getInt(sorted[i])] = i;
    }
    provisional.clear();
    provisional.trim();
    return new Numbered(sorted, finalNumbers);
  }

  /**
   * The symbols in order.
   *
   * @param sorted by number
   * @param finalNumbers by provisional number
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Numbered(String[] sorted, int[] finalNumbers) {}
}
