package io.varve.persistence.manifest;

import com.google.protobuf.UnknownFieldSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of a manifest, open to change until they are {@link #sealed}. */
final class ManifestDraft {
  final ShardIdentity identity;
  long epoch;
  long sequenceNr;
  long nextSeriesReference = 1;
  long nextBlockOrdinal = 1;
  @Nullable CheckpointObject checkpoint;
  List<HeadSegment> segments = List.of();
  List<LabelObject> labels = List.of();
  Map<String, StoredObject> head = new LinkedHashMap<>();
  Map<String, BlockEntry> blocks = new LinkedHashMap<>();
  Map<String, DeletedBlock> deleted = new LinkedHashMap<>();
  Set<WindowCut> cuts = new LinkedHashSet<>();
  UnknownFieldSet unknown = UnknownFieldSet.getDefaultInstance();

  ManifestDraft(ShardIdentity identity) {
    this.identity = identity;
  }

  ManifestDraft copy() {
    ManifestDraft copy = new ManifestDraft(identity);
    copy.epoch = epoch;
    copy.sequenceNr = sequenceNr;
    copy.nextSeriesReference = nextSeriesReference;
    copy.nextBlockOrdinal = nextBlockOrdinal;
    copy.checkpoint = checkpoint;
    copy.segments = segments;
    copy.labels = labels;
    copy.head = new LinkedHashMap<>(head);
    copy.blocks = new LinkedHashMap<>(blocks);
    copy.deleted = new LinkedHashMap<>(deleted);
    copy.cuts = new LinkedHashSet<>(cuts);
    copy.unknown = unknown;
    return copy;
  }

  /** Closes the collections, which keep their order: equal manifests have equal bytes. */
  ManifestDraft sealed() {
    head = Collections.unmodifiableMap(head);
    blocks = Collections.unmodifiableMap(blocks);
    deleted = Collections.unmodifiableMap(deleted);
    cuts = Collections.unmodifiableSet(cuts);
    return this;
  }

  void add(ManifestItem item) {
    switch (item) {
      case BlockEntry b -> blocks.put(b.ulid(), b);
      case DeletedBlock d -> deleted.put(d.ulid(), d);
      case WindowCut c -> cuts.add(c);
      case StoredObject o -> head.put(o.key(), o);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ManifestDraft d
        && identity.equals(d.identity)
        && epoch == d.epoch
        && sequenceNr == d.sequenceNr
        && nextSeriesReference == d.nextSeriesReference
        && nextBlockOrdinal == d.nextBlockOrdinal
        && Objects.equals(checkpoint, d.checkpoint)
        && segments.equals(d.segments)
        && labels.equals(d.labels)
        && head.equals(d.head)
        && blocks.equals(d.blocks)
        && deleted.equals(d.deleted)
        && cuts.equals(d.cuts)
        && unknown.equals(d.unknown);
  }

  @Override
  public int hashCode() {
    return Objects.hash(identity, epoch, sequenceNr, blocks.keySet());
  }
}
