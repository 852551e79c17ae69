package io.varve.persistence.manifest;

import io.varve.model.CorruptionException;
import io.varve.model.Crc32c;
import io.varve.persistence.log.ManifestRecord;
import io.varve.persistence.objectstore.ObjectStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Reads a committed manifest and its pages. Blocks; thread-safe. */
public final class ManifestReader {
  private final ObjectStore store;
  private final ShardIdentity identity;

  /**
   * @param store where pages are
   * @param identity what the manifest must be for
   */
  public ManifestReader(ObjectStore store, ShardIdentity identity) {
    this.store = store;
    this.identity = identity;
  }

  /**
   * Reads what was found at the claim.
   *
   * @throws CorruptionException if it is not what was written, or not for this shard
   * @throws io.varve.model.FormatVersionException if only another program reads it
   */
  public ManifestVersion read(ManifestRecord record) throws IOException {
    String file = "manifest %d of shard %d".formatted(record.ordinal(), identity.shard());
    ManifestProto.Manifest proto =
        ManifestFormat.MANIFEST.unwrap(file, record.bytes(), ManifestProto.Manifest.parser());
    ManifestDraft draft = new ManifestDraft(identity(file, proto));
    draft.epoch = proto.getEpoch();
    draft.sequenceNr = proto.getSequenceNr();
    draft.nextSeriesReference = proto.getNextSeriesReference();
    draft.nextBlockOrdinal = proto.getNextBlockOrdinal();
    draft.unknown = proto.getUnknownFields();
    if (proto.hasCheckpoint()) {
      draft.checkpoint =
          new CheckpointObject(
              ItemCodec.object(proto.getCheckpoint().getObject()),
              proto.getCheckpoint().getSequenceNr());
    }
    draft.segments =
        proto.getSegmentsList().stream()
            .map(s -> new HeadSegment(s.getId(), s.getForcedBytes()))
            .toList();
    draft.labels =
        proto.getLabelsList().stream()
            .map(l -> new LabelObject(ItemCodec.object(l.getObject()), l.getFull(), l.getSeries()))
            .toList();
    List<Page> pages = new ArrayList<>();
    for (ManifestProto.Page reference : proto.getPagesList()) {
      Page page = page(reference);
      BitSet dead = BitSet.valueOf(reference.getDead().toByteArray());
      for (int i = dead.nextClearBit(0); i < page.items().size(); i = dead.nextClearBit(i + 1)) {
        draft.add(page.items().get(i));
      }
      pages.add(page);
    }
    ItemCodec.decode(file, proto.getItems()).forEach(draft::add);
    return new ManifestVersion(record.ordinal(), new Manifest(draft.sealed()), pages);
  }

  private ShardIdentity identity(String file, ManifestProto.Manifest proto) {
    ShardIdentity found =
        new ShardIdentity(
            proto.getStoreId(), proto.getShard(), proto.getShards(), proto.getHashVersion());
    if (!found.equals(identity)) {
      throw new CorruptionException(file, 0, identity.toString(), found.toString());
    }
    return found;
  }

  private Page page(ManifestProto.Page reference) throws IOException {
    StoredObject object = ItemCodec.object(reference.getObject());
    byte[] bytes = store.get(object.key());
    int crc = Crc32c.of(bytes);
    if (bytes.length != object.bytes() || crc != object.crc32c()) {
      throw new CorruptionException(
          object.key(),
          0,
          "%d bytes with checksum %08x".formatted(object.bytes(), object.crc32c()),
          "%d bytes with %08x".formatted(bytes.length, crc));
    }
    ManifestProto.Items items =
        ManifestFormat.PAGE.unwrap(object.key(), bytes, ManifestProto.Items.parser());
    Page page = new Page(object, ItemCodec.decode(object.key(), items));
    if (page.items().size() != reference.getItems()) {
      throw new CorruptionException(
          object.key(), 0, reference.getItems() + " items", String.valueOf(page.items().size()));
    }
    return page;
  }
}
