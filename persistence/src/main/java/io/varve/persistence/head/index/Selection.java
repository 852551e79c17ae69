package io.varve.persistence.head.index;

import io.varve.persistence.match.CompiledMatcher;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the series of one tenant that match, within one view. Used by one thread for one query.
 *
 * <p>A matcher that the empty value does not match <em>includes</em>: series must have one of the
 * values it takes. One that the empty value matches <em>excludes</em>: series must have none of the
 * values it does not take, but may lack the label. Matchers whose values are listed come first, the
 * shortest postings before all; the others then look at the label's values, or at the series that
 * are left, whichever are fewer.
 */
final class Selection {
  private static final int[] NO_SLOTS = new int[0];

  private final Generation generation;
  private final @Nullable TenantIndex tenant;
  private final int bound;
  private final long[] dead;
  private final LabelHash hash;
  private final EncodedLabels key = new EncodedLabels();

  Selection(
      Generation generation, @Nullable TenantIndex tenant, int bound, long[] dead, LabelHash hash) {
    this.generation = generation;
    this.tenant = tenant;
    this.bound = bound;
    this.dead = dead;
    this.hash = hash;
  }

  /** A matcher that includes listed values, with their postings. */
  private record Listed(List<Postings> postings, long size) {}

  /** Returns the living series that match all matchers, ascending. */
  int[] select(List<CompiledMatcher> matchers) {
    if (tenant == null) {
      return NO_SLOTS;
    }
    PairTable pairs = tenant.pairs();
    List<Listed> listed = new ArrayList<>();
    List<CompiledMatcher> rest = new ArrayList<>();
    for (CompiledMatcher m : matchers) {
      if (m.takesEverything()) {
        if (m.isNegated()) {
          return NO_SLOTS;
        }
      } else if (m.hasValues() && !m.isNegated() && !m.matchesEmpty()) {
        listed.add(listed(pairs, m));
      } else {
        rest.add(m);
      }
    }
    // What includes comes before what excludes: it leaves fewer to look at.
    rest.sort(Comparator.comparing(CompiledMatcher::matchesEmpty));
    int[] slots = base(pairs, listed, rest);
    for (CompiledMatcher m : rest) {
      if (slots.length == 0) {
        return slots;
      }
      slots = apply(pairs, m, slots);
    }
    return living(slots);
  }

  private Listed listed(PairTable pairs, CompiledMatcher m) {
    List<Postings> postings = new ArrayList<>();
    long size = 0;
    for (String value : m.values()) {
      Postings p = postings(pairs, m.name(), value);
      if (p.size() > 0) {
        postings.add(p);
        size += p.size();
      }
    }
    return new Listed(postings, size);
  }

  /** Returns the postings of a label; none for the empty value, which no series has. */
  private Postings postings(PairTable pairs, String name, String value) {
    int pair = value.isEmpty() ? PairTable.NONE : pairs.find(key.setPair(name, value), 0, hash);
    return pair == PairTable.NONE ? Postings.EMPTY : pairs.postings(pair, bound);
  }

  /** Returns what all listed matchers include; without any, what one of the rest does, or all. */
  private int[] base(PairTable pairs, List<Listed> listed, List<CompiledMatcher> rest) {
    if (listed.isEmpty()) {
      if (!rest.isEmpty() && !rest.getFirst().matchesEmpty()) {
        long[] bits = byValues(pairs, rest.removeFirst(), Integer.MAX_VALUE);
        return bits == null ? NO_SLOTS : SlotSets.slots(bits);
      }
      return pairs.postings(PairTable.ALL, bound).toArray();
    }
    listed.sort(Comparator.comparingLong(Listed::size));
    int[] slots = union(listed.getFirst());
    for (Listed more : listed.subList(1, listed.size())) {
      slots = filter(slots, more.postings(), true);
    }
    return slots;
  }

  private int[] union(Listed listed) {
    if (listed.postings().size() == 1) {
      return listed.postings().getFirst().toArray();
    }
    return listed.size() == 0 ? NO_SLOTS : SlotSets.slots(bits(listed.postings()));
  }

  private long[] bits(List<Postings> postings) {
    long[] bits = SlotSets.bits(bound);
    postings.forEach(p -> p.addTo(bits));
    return bits;
  }

  private int[] filter(int[] slots, List<Postings> postings, boolean wanted) {
    return postings.size() == 1
        ? SlotSets.filter(slots, postings.getFirst(), wanted)
        : SlotSets.filter(slots, bits(postings), wanted);
  }

  private int[] apply(PairTable pairs, CompiledMatcher m, int[] slots) {
    boolean includes = !m.matchesEmpty();
    if (!includes && m.isNegated() && m.hasValues()) {
      return filter(slots, listed(pairs, m).postings(), false);
    }
    long[] bits = byValues(pairs, m, slots.length);
    return bits == null ? bySeries(pairs, m, slots) : SlotSets.filter(slots, bits, includes);
  }

  /**
   * Returns the series that an including matcher takes, or those that an excluding one does not;
   * null if the label has more values than given.
   */
  private long @Nullable [] byValues(PairTable pairs, CompiledMatcher m, int maxValues) {
    boolean includes = !m.matchesEmpty();
    SymbolTable symbols = pairs.symbols();
    long[] bits = SlotSets.bits(bound);
    int seen = 0;
    for (int pair = newestPair(m.name()); pair != PairTable.NONE; pair = pairs.next(pair)) {
      if (++seen > maxValues) {
        return null;
      }
      if (matches(m, symbols, pairs.value(pair)) == includes) {
        pairs.postings(pair, bound).addTo(bits);
      }
    }
    return bits;
  }

  private static boolean matches(CompiledMatcher m, SymbolTable symbols, int value) {
    byte[] page = symbols.page(value);
    return m.matches(page, SymbolTable.offset(value), SymbolTable.length(page, value));
  }

  /** Tries the matcher on the label of each series, once for each value. */
  private int[] bySeries(PairTable pairs, CompiledMatcher m, int[] slots) {
    int nameRecord = nameRecord(m.name());
    if (nameRecord == PairTable.NONE) {
      return m.matchesEmpty() ? slots : NO_SLOTS;
    }
    int name = pairs.name(nameRecord);
    Int2IntOpenHashMap verdicts = new Int2IntOpenHashMap();
    verdicts.put(PairTable.NONE, m.matchesEmpty() ? 1 : -1);
    int[] kept = new int[slots.length];
    int count = 0;
    for (int slot : slots) {
      int pair = pairOf(slot, name);
      int verdict = verdicts.get(pair);
      if (verdict == 0) {
        verdict = matches(m, pairs.symbols(), pairs.value(pair)) ? 1 : -1;
        verdicts.put(pair, verdict);
      }
      kept[count] = slot;
      count += verdict > 0 ? 1 : 0;
    }
    return Arrays.copyOf(kept, count);
  }

  /** Returns the series' pair with that name, or {@link PairTable#NONE}. */
  int pairOf(int slot, int nameSymbol) {
    SeriesTable series = generation.series();
    PairTable pairs = pairs();
    int size = series.size(slot);
    for (int i = 0; i < size; i++) {
      int pair = series.pair(slot, i);
      if (pairs.name(pair) == nameSymbol) {
        return pair;
      }
    }
    return PairTable.NONE;
  }

  /** Returns the newest pair of a name, or {@link PairTable#NONE}. */
  int newestPair(String name) {
    int nameRecord = nameRecord(name);
    return nameRecord == PairTable.NONE ? PairTable.NONE : pairs().newestPair(nameRecord);
  }

  /** Returns the record of a name, or {@link PairTable#NONE}. */
  int nameRecord(String name) {
    return pairs().find(key.setPair(name, ""), 0, hash);
  }

  private int[] living(int[] slots) {
    return dead.length == 0 ? slots : SlotSets.filter(slots, dead, false);
  }

  /** Returns how many living series have the pair. */
  int count(int pair) {
    return tenant == null ? 0 : countLiving(pairs().postings(pair, bound), Integer.MAX_VALUE);
  }

  /** Returns whether a living series has the pair. */
  boolean isLiving(int pair) {
    return tenant != null && countLiving(pairs().postings(pair, bound), 1) > 0;
  }

  private int countLiving(Postings postings, int enough) {
    if (dead.length == 0) {
      return postings.size();
    }
    int count = 0;
    for (int i = 0; i < postings.size() && count < enough; i++) {
      count += Generation.isDead(dead, postings.slot(i)) ? 0 : 1;
    }
    return count;
  }

  /** Returns whether the tenant is unknown, so that there is nothing to walk over. */
  boolean isEmpty() {
    return tenant == null;
  }

  /** Returns the tenant's pairs; there must be a tenant. */
  PairTable pairs() {
    if (tenant == null) {
      throw new IllegalStateException("no tenant");
    }
    return tenant.pairs();
  }

  Generation generation() {
    return generation;
  }
}
