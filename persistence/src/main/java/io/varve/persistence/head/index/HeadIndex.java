package io.varve.persistence.head.index;

import io.varve.model.KeyedHash128;
import io.varve.model.Labels;
import io.varve.model.TenantId;
import it.unimi.dsi.fastutil.ints.IntCollection;
import it.unimi.dsi.fastutil.ints.IntIterator;
import org.jspecify.annotations.Nullable;

/**
 * The index of one shard's recent series, of all tenants: labels to reference and back.
 *
 * <p>One thread at a time writes, and hands over to the next with a happens-before edge, as an
 * actor's turns do. Any thread reads, without locks, through the {@link HeadView} of the last
 * {@link #publish}; only {@link #view} may be called by threads that do not write.
 *
 * <p>References are chosen by the caller, are not negative, and only ever rise.
 */
public final class HeadIndex {
  /** What {@link #find} answers where there is no such series. */
  public static final int NOT_FOUND = -1;

  private final KeyedHash128.Key key;
  private final int hashMask;
  private final LabelHash hash;
  private final EncodedLabels encoded = new EncodedLabels();
  private Generation generation = new Generation();
  private @Nullable Compaction compaction;
  private int lastRef = -1;
  private volatile HeadView view;

  /** Makes an empty index. */
  public HeadIndex() {
    this(-1);
  }

  /** For tests of equal hashes: only the bits of the mask are used. */
  HeadIndex(int hashMask) {
    this.key = KeyedHash128.Key.random();
    this.hashMask = hashMask;
    this.hash = new LabelHash(key, hashMask);
    this.view = new HeadView(0, generation, 1, new long[0], 0, key, hashMask);
  }

  /**
   * Adds a series.
   *
   * @param ref its reference, greater than all before
   * @throws IllegalArgumentException if the reference is not greater, or a living series has these
   *     labels
   */
  public void add(TenantId tenant, int ref, Labels labels) {
    add(tenant, ref, encoded.set(labels));
  }

  /** Adds a series as {@link #add(TenantId, int, Labels)} does; the buffer is not kept. */
  public void add(TenantId tenant, int ref, EncodedLabels labels) {
    if (ref <= lastRef) {
      throw new IllegalArgumentException("reference " + ref + " does not rise above " + lastRef);
    }
    TenantIndex index = generation.tenantForWriting(tenant);
    if (!generation.add(index, ref, labels, hash)) {
      throw new IllegalArgumentException("series is there already: " + labels.toLabels());
    }
    lastRef = ref;
  }

  /** Returns the reference of the living series with these labels, or {@link #NOT_FOUND}. */
  public int find(TenantId tenant, Labels labels) {
    return find(tenant, encoded.set(labels));
  }

  /** Returns the reference of the living series with these labels, or {@link #NOT_FOUND}. */
  public int find(TenantId tenant, EncodedLabels labels) {
    TenantIndex index = generation.tenant(tenant);
    int slot = index == null ? SeriesTable.NONE : generation.find(index, labels, hash);
    return slot == SeriesTable.NONE ? NOT_FOUND : generation.series().ref(slot);
  }

  /**
   * Removes series: {@link #find} knows them no more, nor do views published from now on. Views
   * published before still have them. References of no living series are ignored.
   */
  public void remove(IntCollection refs) {
    for (IntIterator it = refs.iterator(); it.hasNext(); ) {
      int ref = it.nextInt();
      int slot = generation.series().slotOf(ref, generation.series().end());
      if (slot != SeriesTable.NONE && generation.remove(slot, hash) && compaction != null) {
        compaction.removed(ref);
      }
    }
  }

  /** Makes everything up to now visible, and returns the view that shows it. */
  public HeadView publish() {
    HeadView last = view;
    long[] dead =
        last.isOf(generation) && last.deadCount() == generation.deadCount()
            ? last.dead()
            : generation.copyOfDead();
    HeadView next =
        new HeadView(
            last.version() + 1,
            generation,
            generation.series().end(),
            dead,
            generation.deadCount(),
            key,
            hashMask);
    view = next;
    return next;
  }

  /** Returns the view published last. May be called by any thread. */
  public HeadView view() {
    return view;
  }

  /** Returns whether removed series take so much room that it should be won back. */
  public boolean isCompactionDue() {
    return compaction != null || generation.deadCount() > generation.series().end() / 4;
  }

  /**
   * Wins back the room of removed series and of strings that only they had, a part at a time: looks
   * at up to so many series, some 0.5 µs each. Meanwhile all other methods work as ever; when all
   * is done, the next {@link #publish} shows the smaller index, and the old one goes with its last
   * view.
   *
   * @return whether all is done
   */
  public boolean compactStep(int maxSeries) {
    if (compaction == null) {
      compaction = new Compaction(generation, hash);
    }
    if (!compaction.step(maxSeries)) {
      return false;
    }
    generation = compaction.result();
    compaction = null;
    return true;
  }

  /**
   * Returns an estimate of the heap that the index takes, in bytes, within some percent; without
   * what only older views keep.
   */
  public long memoryBytes() {
    return generation.memoryBytes() + (compaction == null ? 0 : compaction.memoryBytes());
  }
}
