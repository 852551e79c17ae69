package io.varve.persistence.head.index;

import io.varve.model.TenantId;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The structures of an index from one compaction to the next. They only grow; dead series keep
 * their slot until {@link Compaction} copies the living into a new generation. Views keep the
 * generation that they were made of.
 */
final class Generation {
  private static final VarHandle BY_NUMBER;

  static {
    try {
      BY_NUMBER =
          MethodHandles.lookup().findVarHandle(Generation.class, "byNumber", TenantIndex[].class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final SymbolTable symbols = new SymbolTable();
  private final SymbolCache strings = new SymbolCache(symbols);
  private final SeriesTable series = new SeriesTable();
  private final Map<TenantId, TenantIndex> tenants = new ConcurrentHashMap<>();
  private TenantIndex[] byNumber = new TenantIndex[4];
  private int tenantCount;

  /** The writer's: bits of dead slots, and how many are set. */
  private long[] dead = new long[0];

  private int deadCount;
  private int[] pairsOfOne = new int[32];

  SymbolTable symbols() {
    return symbols;
  }

  SymbolCache strings() {
    return strings;
  }

  SeriesTable series() {
    return series;
  }

  /** Returns the tenant's part, if it has ever had series here. */
  @Nullable TenantIndex tenant(TenantId id) {
    return tenants.get(id);
  }

  /** Returns all tenants with or without living series. */
  Iterable<TenantIndex> tenants() {
    return tenants.values();
  }

  /** Returns the tenant of a series. */
  TenantIndex tenantOf(int slot) {
    return ((TenantIndex[]) BY_NUMBER.getAcquire(this))[series.tenant(slot)];
  }

  /** Returns the tenant's part, made if need be. Writer only. */
  TenantIndex tenantForWriting(TenantId id) {
    TenantIndex known = tenants.get(id);
    if (known != null) {
      return known;
    }
    if (tenantCount == byNumber.length) {
      BY_NUMBER.setRelease(this, Arrays.copyOf(byNumber, 2 * tenantCount));
    }
    TenantIndex made = new TenantIndex(id, tenantCount, symbols);
    byNumber[tenantCount++] = made;
    tenants.put(id, made);
    return made;
  }

  /** Returns the slot of the living series with these labels, or {@link SeriesTable#NONE}. */
  int find(TenantIndex tenant, EncodedLabels labels, LabelHash hash) {
    int size = labels.size();
    int[] pairs = pairsOfOne(size);
    for (int i = 0; i < size; i++) {
      pairs[i] = tenant.pairs().find(labels, i, hash);
      if (pairs[i] == PairTable.NONE) {
        return SeriesTable.NONE;
      }
    }
    return find(tenant, pairs, size, hash.ofPairs(pairs, size));
  }

  private int find(TenantIndex tenant, int[] pairs, int size, int setHash) {
    long[] slots = tenant.labelSets().slots();
    for (int i = HashSlots.first(slots, setHash); ; i = HashSlots.next(slots, i)) {
      long entry = HashSlots.entry(slots, i);
      if (entry == 0) {
        return SeriesTable.NONE;
      }
      if (HashSlots.hash(entry) == setHash
          && series.hasPairs(HashSlots.value(entry), pairs, size)) {
        return HashSlots.value(entry);
      }
    }
  }

  /** Adds a series unless one with these labels lives; returns whether it did. Writer only. */
  boolean add(TenantIndex tenant, int ref, EncodedLabels labels, LabelHash hash) {
    int size = labels.size();
    int[] pairs = pairsOfOne(size);
    for (int i = 0; i < size; i++) {
      pairs[i] = tenant.pairs().intern(labels, i, hash);
    }
    return add(tenant, ref, pairs, size, hash);
  }

  /** As above, the labels given as the first {@code size} pairs. Writer only. */
  boolean add(TenantIndex tenant, int ref, int[] pairs, int size, LabelHash hash) {
    int setHash = hash.ofPairs(pairs, size);
    if (find(tenant, pairs, size, setHash) != SeriesTable.NONE) {
      return false;
    }
    int slot = series.append(ref, tenant.number(), pairs, size);
    tenant.pairs().addPosting(PairTable.ALL, slot);
    for (int i = 0; i < size; i++) {
      tenant.pairs().addPosting(pairs[i], slot);
    }
    tenant.labelSets().insert(setHash, slot);
    return true;
  }

  /** Returns the writer's scratch space for the pairs of one series. */
  int[] pairsOfOne(int size) {
    if (size > pairsOfOne.length) {
      pairsOfOne = new int[2 * size];
    }
    return pairsOfOne;
  }

  /** Marks a series as dead; returns whether it was alive. Writer only. */
  boolean remove(int slot, LabelHash hash) {
    if (isDead(dead, slot)) {
      return false;
    }
    if (slot >>> 6 >= dead.length) {
      dead = Arrays.copyOf(dead, (series.end() >>> 6) + 1);
    }
    dead[slot >>> 6] |= 1L << slot;
    deadCount++;
    int size = series.size(slot);
    int[] pairs = pairsOfOne(size);
    for (int i = 0; i < size; i++) {
      pairs[i] = series.pair(slot, i);
    }
    tenantOf(slot).labelSets().remove(hash.ofPairs(pairs, size), slot);
    return true;
  }

  /** Returns whether the bit of the slot is set; bits beyond the array are not. */
  static boolean isDead(long[] dead, int slot) {
    int word = slot >>> 6;
    return word < dead.length && (dead[word] & 1L << slot) != 0;
  }

  boolean isDead(int slot) {
    return isDead(dead, slot);
  }

  /** Returns a copy of the bits of dead slots. Writer only. */
  long[] copyOfDead() {
    return dead.clone();
  }

  int deadCount() {
    return deadCount;
  }

  /** Returns the heap that this takes. Writer only. */
  long memoryBytes() {
    long bytes = symbols.memoryBytes() + series.memoryBytes() + strings.memoryBytes();
    bytes += HeapSize.ofArray(dead.length, Long.BYTES);
    for (TenantIndex tenant : tenants.values()) {
      bytes += tenant.memoryBytes();
    }
    return bytes;
  }
}
