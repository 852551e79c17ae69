package io.varve.persistence.manifest;

import com.google.protobuf.UnknownFieldSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * All that a shard has besides its log, at one record of the log. Immutable; {@code with…} gives a
 * changed copy.
 *
 * <p>Fields that only a newer program knows are kept, those inside of items are not.
 */
public final class Manifest {
  private final ManifestDraft state;
  private final Set<String> keys;

  Manifest(ManifestDraft state) {
    this.state = state;
    this.keys = new HashSet<>(state.head.keySet());
    state.labels.forEach(l -> keys.add(l.object().key()));
    if (state.checkpoint != null) {
      keys.add(state.checkpoint.object().key());
    }
  }

  /** Returns what a shard has that never wrote anything. */
  public static Manifest empty(ShardIdentity identity) {
    return new Manifest(new ManifestDraft(identity).sealed());
  }

  /** Whose manifest it is. */
  public ShardIdentity identity() {
    return state.identity;
  }

  /** The epoch of the owner that commits it, 0 before the first one. */
  public long epoch() {
    return state.epoch;
  }

  /** The last record of the log that it covers: a replay begins behind it. */
  public long sequenceNr() {
    return state.sequenceNr;
  }

  /** The reference of the next new series; references only rise. */
  public long nextSeriesReference() {
    return state.nextSeriesReference;
  }

  /** The ordinal of the next block. */
  public long nextBlockOrdinal() {
    return state.nextBlockOrdinal;
  }

  /** The open chunks at {@link #sequenceNr}, if there are any. */
  public Optional<CheckpointObject> checkpoint() {
    return Optional.ofNullable(state.checkpoint);
  }

  /** Local segments with sealed chunks. */
  public List<HeadSegment> segments() {
    return state.segments;
  }

  /** Label sets, the full ones first. */
  public List<LabelObject> labels() {
    return state.labels;
  }

  /** Objects with sealed chunks; by key, in the order in which they were added. */
  public Map<String, StoredObject> head() {
    return state.head;
  }

  /** Blocks by ULID, in the order in which they were added. */
  public Map<String, BlockEntry> blocks() {
    return state.blocks;
  }

  /** Blocks that no longer hold and are perhaps not yet deleted, by ULID. */
  public Map<String, DeletedBlock> deleted() {
    return state.deleted;
  }

  /**
   * Windows of which a block holds all that the checkpoint, or the log behind {@link #sequenceNr},
   * says: a recovery skips it. The block may be compacted or deleted by now.
   */
  public Set<WindowCut> cuts() {
    return state.cuts;
  }

  /** Adds a block, which takes {@link #nextBlockOrdinal} or a later one. */
  public Manifest withBlock(BlockEntry block) {
    if (state.blocks.containsKey(block.ulid()) || block.ordinal() < state.nextBlockOrdinal) {
      throw new IllegalArgumentException(block + " where " + state.nextBlockOrdinal + " is due");
    }
    return with(
        d -> {
          d.blocks.put(block.ulid(), block);
          d.nextBlockOrdinal = block.ordinal() + 1;
        });
  }

  /**
   * Takes blocks out; their objects go later.
   *
   * @param at milliseconds since 1970
   */
  public Manifest withoutBlocks(Collection<String> ulids, long at) {
    return with(
        d -> {
          for (String ulid : ulids) {
            BlockEntry block = d.blocks.remove(ulid);
            if (block == null) {
              throw new IllegalArgumentException("no block " + ulid);
            }
            d.deleted.put(ulid, new DeletedBlock(ulid, block.tenant(), at));
          }
        });
  }

  /** Forgets deleted blocks whose objects are gone. */
  public Manifest withoutDeleted(Collection<String> ulids) {
    return with(d -> d.deleted.keySet().removeAll(Set.copyOf(ulids)));
  }

  /**
   * Adds a window that was cut and is in a block of this manifest, or of a later one. It is there
   * until a checkpoint says that neither it nor the log behind it speaks of the window.
   */
  public Manifest withCut(WindowCut cut) {
    return with(d -> d.cuts.add(cut));
  }

  /**
   * Moves the position to a checkpoint's, and forgets the cuts that no recovery from there meets.
   *
   * @param held whether the checkpoint holds the samples of a window, cut though it is: it was
   *     taken before the window's block was committed
   */
  public Manifest withCheckpoint(CheckpointObject checkpoint, Predicate<WindowCut> held) {
    if (checkpoint.sequenceNr() < state.sequenceNr) {
      throw new IllegalArgumentException(
          "from %d back to %d".formatted(state.sequenceNr, checkpoint.sequenceNr()));
    }
    return with(
        d -> {
          d.checkpoint = checkpoint;
          d.sequenceNr = checkpoint.sequenceNr();
          d.cuts.removeIf(c -> c.sequenceNr() <= d.sequenceNr && !held.test(c));
        });
  }

  /** Replaces the local segments. */
  public Manifest withSegments(List<HeadSegment> segments) {
    return with(d -> d.segments = List.copyOf(segments));
  }

  /** Replaces the label objects. */
  public Manifest withLabels(List<LabelObject> labels) {
    return with(d -> d.labels = List.copyOf(labels));
  }

  /** Adds an object with sealed chunks. */
  public Manifest withHead(StoredObject object) {
    return with(d -> d.head.put(object.key(), object));
  }

  /** Takes out objects whose chunks are all in blocks. */
  public Manifest withoutHead(Collection<String> gone) {
    return with(d -> d.head.keySet().removeAll(Set.copyOf(gone)));
  }

  /** Raises the reference of the next series. */
  public Manifest withNextSeriesReference(long reference) {
    if (reference < state.nextSeriesReference) {
      throw new IllegalArgumentException(
          "from %d back to %d".formatted(state.nextSeriesReference, reference));
    }
    return with(d -> d.nextSeriesReference = reference);
  }

  /** Whether this manifest names a thing. */
  public boolean names(Named named) {
    return switch (named) {
      case Named.OfKey(String key) -> keys.contains(key);
      case Named.OfBlock(_, String ulid) -> state.blocks.containsKey(ulid);
      case Named.OfSegment(long id) -> state.segments.stream().anyMatch(s -> s.id() == id);
    };
  }

  /** All that this manifest names. */
  public Stream<Named> named() {
    return Stream.of(
            keys.stream().map(Named.OfKey::new),
            state.blocks.values().stream().map(b -> new Named.OfBlock(b.tenant(), b.ulid())),
            state.segments.stream().map(s -> new Named.OfSegment(s.id())))
        .flatMap(s -> s);
  }

  Manifest withEpoch(long epoch) {
    return with(d -> d.epoch = epoch);
  }

  UnknownFieldSet unknown() {
    return state.unknown;
  }

  /** Whether an item holds. */
  boolean holds(ManifestItem item) {
    return switch (item) {
      case BlockEntry b -> b.equals(state.blocks.get(b.ulid()));
      case DeletedBlock d -> d.equals(state.deleted.get(d.ulid()));
      case WindowCut c -> state.cuts.contains(c);
      case StoredObject o -> o.equals(state.head.get(o.key()));
    };
  }

  /** All items, those of a kind in the order in which they were added. */
  Stream<ManifestItem> items() {
    return Stream.of(state.blocks.values(), state.deleted.values(), state.cuts, state.head.values())
        .flatMap(Collection::stream);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Manifest m && state.equals(m.state);
  }

  @Override
  public int hashCode() {
    return state.hashCode();
  }

  @Override
  public String toString() {
    return "Manifest[shard %d, epoch %d, position %d, %d blocks]"
        .formatted(state.identity.shard(), state.epoch, state.sequenceNr, state.blocks.size());
  }

  private Manifest with(Consumer<ManifestDraft> change) {
    ManifestDraft draft = state.copy();
    change.accept(draft);
    return new Manifest(draft.sealed());
  }
}
