package io.varve.persistence.head.index;

import io.varve.model.KeyedHash128;
import io.varve.model.Labels;
import io.varve.model.TenantId;
import io.varve.persistence.match.CompiledMatcher;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a {@link HeadIndex} held when it was published. Immutable, safe to share, and quick to make;
 * reads never block, and cost the same whatever the writer does meanwhile.
 *
 * <p>A view keeps what it shows on the heap, so it should be dropped after use: the index may be
 * compacted behind it.
 */
public final class HeadView {
  private final long version;
  private final Generation generation;
  private final int bound;
  private final long[] dead;
  private final int deadCount;
  private final KeyedHash128.Key key;
  private final int hashMask;

  /**
   * Makes a view.
   *
   * @param bound the first slot that it does not show
   * @param dead bits of slots below the bound that it does not show, never written again
   */
  HeadView(
      long version,
      Generation generation,
      int bound,
      long[] dead,
      int deadCount,
      KeyedHash128.Key key,
      int hashMask) {
    this.version = version;
    this.generation = generation;
    this.bound = bound;
    this.dead = dead;
    this.deadCount = deadCount;
    this.key = key;
    this.hashMask = hashMask;
  }

  /** Returns how many views were published before this one. */
  public long version() {
    return version;
  }

  /** Returns how many series there are, of all tenants. */
  public int seriesCount() {
    return bound - 1 - deadCount;
  }

  /** Returns how many series the tenant has. */
  public int seriesCount(TenantId tenant) {
    return selection(tenant).count(PairTable.ALL);
  }

  /** Returns the tenants that have series. */
  public Set<TenantId> tenants() {
    Set<TenantId> result = new TreeSet<>();
    for (TenantIndex tenant : generation.tenants()) {
      if (selection(tenant.id()).isLiving(PairTable.ALL)) {
        result.add(tenant.id());
      }
    }
    return result;
  }

  /**
   * Returns the references of the tenant's series that match all matchers, ascending; of all its
   * series if there is no matcher. The array is the caller's.
   */
  public int[] select(TenantId tenant, List<CompiledMatcher> matchers) {
    int[] slots = selection(tenant).select(matchers);
    for (int i = 0; i < slots.length; i++) {
      slots[i] = generation.series().ref(slots[i]);
    }
    return slots;
  }

  /**
   * Returns the labels of a series, be it removed or not.
   *
   * @throws NoSuchElementException if this view has no such series
   */
  public Labels labels(int ref) {
    int slot = generation.series().slotOf(ref, bound);
    if (slot == SeriesTable.NONE) {
      throw new NoSuchElementException("no series " + ref + " in view " + version);
    }
    SeriesTable series = generation.series();
    PairTable pairs = generation.tenantOf(slot).pairs();
    String[] strings = new String[2 * series.size(slot)];
    for (int i = 0; i < strings.length; i += 2) {
      int pair = series.pair(slot, i >> 1);
      strings[i] = generation.strings().string(pairs.name(pair));
      strings[i + 1] = generation.strings().string(pairs.value(pair));
    }
    return Labels.ofSorted(strings);
  }

  /** Returns the names of labels of the tenant's series that match all matchers, in byte order. */
  public List<String> labelNames(TenantId tenant, List<CompiledMatcher> matchers) {
    return new LabelQueries(selection(tenant)).names(matchers);
  }

  /** Returns the label's values in the tenant's series that match all matchers, in byte order. */
  public List<String> labelValues(TenantId tenant, String name, List<CompiledMatcher> matchers) {
    return new LabelQueries(selection(tenant)).values(name, matchers);
  }

  /**
   * Returns the names of labels of some of the tenant's series, in byte order.
   *
   * @param refs as {@link #select} gives them
   */
  public List<String> labelNames(TenantId tenant, int[] refs) {
    return new LabelQueries(selection(tenant)).namesOf(slots(refs));
  }

  /**
   * Returns the label's values in some of the tenant's series, in byte order.
   *
   * @param refs as {@link #select} gives them
   */
  public List<String> labelValues(TenantId tenant, String name, int[] refs) {
    return new LabelQueries(selection(tenant)).valuesOf(name, slots(refs));
  }

  private int[] slots(int[] refs) {
    int[] slots = new int[refs.length];
    for (int i = 0; i < refs.length; i++) {
      slots[i] = generation.series().slotOf(refs[i], bound);
    }
    return slots;
  }

  /** Returns what the tenant has most of, each list with at most so many entries. */
  public CardinalityStats cardinality(TenantId tenant, int limit) {
    return new CardinalityCount(selection(tenant)).stats(limit);
  }

  /**
   * Shows all series whose reference is not less than the given one, in ascending order of
   * references. No strings are made.
   */
  public void forEach(int firstRef, SeriesVisitor visitor) {
    EncodedLabels labels = new EncodedLabels();
    SeriesTable series = generation.series();
    for (int slot = series.firstNotBelow(firstRef, bound); slot < bound; slot++) {
      if (Generation.isDead(dead, slot)) {
        continue;
      }
      TenantIndex tenant = generation.tenantOf(slot);
      labels.clear();
      for (int i = 0; i < series.size(slot); i++) {
        tenant.pairs().appendTo(labels, series.pair(slot, i));
      }
      visitor.visit(tenant.id(), series.ref(slot), labels);
    }
  }

  private Selection selection(TenantId tenant) {
    return new Selection(
        generation, generation.tenant(tenant), bound, dead, new LabelHash(key, hashMask));
  }

  boolean isOf(Generation other) {
    return generation == other;
  }

  long[] dead() {
    return dead;
  }

  int deadCount() {
    return deadCount;
  }
}
