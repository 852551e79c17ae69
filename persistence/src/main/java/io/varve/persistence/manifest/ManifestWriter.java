package io.varve.persistence.manifest;

import com.google.protobuf.ByteString;
import java.util.List;

/** Encodes a manifest over its pages. */
final class ManifestWriter {
  private ManifestWriter() {}

  /**
   * @param inline the items that hold and are in no page
   */
  static byte[] encode(Manifest manifest, List<ManifestItem> inline, List<Page> pages) {
    ShardIdentity identity = manifest.identity();
    ManifestProto.Manifest.Builder proto =
        ManifestProto.Manifest.newBuilder()
            .setStoreId(identity.storeId())
            .setShard(identity.shard())
            .setShards(identity.shards())
            .setHashVersion(identity.hashVersion())
            .setEpoch(manifest.epoch())
            .setSequenceNr(manifest.sequenceNr())
            .setNextSeriesReference(manifest.nextSeriesReference())
            .setNextBlockOrdinal(manifest.nextBlockOrdinal())
            .setItems(ItemCodec.encode(inline))
            .setUnknownFields(manifest.unknown());
    manifest
        .checkpoint()
        .ifPresent(
            c ->
                proto
                    .getCheckpointBuilder()
                    .setObject(ItemCodec.object(c.object()))
                    .setSequenceNr(c.sequenceNr()));
    for (HeadSegment segment : manifest.segments()) {
      proto.addSegmentsBuilder().setId(segment.id()).setForcedBytes(segment.forcedBytes());
    }
    for (LabelObject labels : manifest.labels()) {
      proto
          .addLabelsBuilder()
          .setObject(ItemCodec.object(labels.object()))
          .setFull(labels.full())
          .setSeries(labels.series());
    }
    for (Page page : pages) {
      proto
          .addPagesBuilder()
          .setObject(ItemCodec.object(page.object()))
          .setItems(page.items().size())
          .setDead(ByteString.copyFrom(page.dead(manifest).toByteArray()));
    }
    return ManifestFormat.MANIFEST.wrap(proto.build());
  }
}
