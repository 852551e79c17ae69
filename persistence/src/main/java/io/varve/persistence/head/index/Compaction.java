package io.varve.persistence.head.index;

import it.unimi.dsi.fastutil.Hash;
import it.unimi.dsi.fastutil.HashCommon;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import java.util.ArrayList;
import java.util.List;

/**
 * Copies the living series of one generation into a new one, some at a time. The old one goes on
 * meanwhile: what is added there lies ahead of the copying, and what is removed there is removed
 * here, too, if it has been copied.
 */
final class Compaction {
  private final Generation from;
  private final Generation to = new Generation();
  private final LabelHash hash;
  private final EncodedLabels label = new EncodedLabels();

  /** By number of the old tenant: new pairs by old ones, 0 where there is none yet. */
  private final List<Int2IntOpenHashMap> newPairs = new ArrayList<>();

  private int nextSlot = 1;

  Compaction(Generation from, LabelHash hash) {
    this.from = from;
    this.hash = hash;
  }

  /** Copies up to so many series; returns whether all are. */
  boolean step(int maxSeries) {
    int end = (int) Math.min(from.series().end(), (long) nextSlot + maxSeries);
    for (; nextSlot < end; nextSlot++) {
      if (!from.isDead(nextSlot)) {
        copy(nextSlot);
      }
    }
    return nextSlot == from.series().end();
  }

  private void copy(int slot) {
    SeriesTable series = from.series();
    TenantIndex oldTenant = from.tenantOf(slot);
    TenantIndex newTenant = to.tenantForWriting(oldTenant.id());
    int size = series.size(slot);
    int[] pairs = to.pairsOfOne(size);
    for (int i = 0; i < size; i++) {
      pairs[i] = newPair(oldTenant, newTenant, series.pair(slot, i));
    }
    to.add(newTenant, series.ref(slot), pairs, size, hash);
  }

  private int newPair(TenantIndex oldTenant, TenantIndex newTenant, int pair) {
    while (newPairs.size() <= oldTenant.number()) {
      newPairs.add(new Int2IntOpenHashMap());
    }
    Int2IntOpenHashMap known = newPairs.get(oldTenant.number());
    int mapped = known.get(pair);
    if (mapped == PairTable.NONE) {
      label.clear();
      oldTenant.pairs().appendTo(label, pair);
      mapped = newTenant.pairs().intern(label, 0, hash);
      known.put(pair, mapped);
    }
    return mapped;
  }

  /** Takes note that a series was removed from the old generation. */
  void removed(int ref) {
    int slot = to.series().slotOf(ref, to.series().end());
    if (slot != SeriesTable.NONE) {
      to.remove(slot, hash);
    }
  }

  /** Returns the heap that this takes besides the old generation. */
  long memoryBytes() {
    long bytes = to.memoryBytes();
    for (Int2IntOpenHashMap map : newPairs) {
      bytes += 2L * Integer.BYTES * HashCommon.arraySize(map.size(), Hash.DEFAULT_LOAD_FACTOR);
    }
    return bytes;
  }

  /** Returns the new generation, once {@link #step} has said that all is copied. */
  Generation result() {
    return to;
  }
}
