package io.varve.sharding.shard;

import io.varve.persistence.checkpoint.CheckpointFormat;
import io.varve.persistence.checkpoint.CheckpointState;
import io.varve.persistence.checkpoint.LabelsWriter;
import io.varve.persistence.head.ForcedLengths;
import io.varve.persistence.head.HeadSegments;
import io.varve.persistence.head.index.HeadView;
import io.varve.persistence.manifest.CheckpointObject;
import io.varve.persistence.manifest.HeadSegment;
import io.varve.persistence.manifest.LabelObject;
import io.varve.persistence.manifest.Manifest;
import io.varve.persistence.manifest.ManifestCommitter;
import io.varve.persistence.manifest.WindowCut;
import io.varve.persistence.objectstore.ShardKeys;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a checkpoint and what it leans on: sealed chunks forced, labels of series new since the
 * last one, then the manifest. Blocks; one at a time.
 */
final class CheckpointSaver {
  private static final Logger LOG = LoggerFactory.getLogger(CheckpointSaver.class);

  /** With more label objects than this a recovery would read too many small ones. */
  private static final int MAX_LABEL_OBJECTS = 16;

  private final int shard;
  private final HeadSegments segments;
  private final ShardObjects objects;
  private final ManifestCommitter committer;
  private final ShardMetrics metrics;
  private long segmentBytesCounted;

  CheckpointSaver(
      int shard,
      HeadSegments segments,
      ShardObjects objects,
      ManifestCommitter committer,
      ShardMetrics metrics) {
    this.shard = shard;
    this.segments = segments;
    this.objects = objects;
    this.committer = committer;
    this.metrics = metrics;
  }

  void save(CheckpointImage image) throws IOException {
    LOG.debug("shard {}: checkpoint {} begun", shard, image.sequenceNr());
    ForcedLengths forced = segments.force();
    countSegmentBytes();
    Manifest last = committer.newest().manifest();
    Set<WindowCut> held = image.cuts();
    try (ShardObjects.Put checkpoint = putCheckpoint(image, forced);
        Labels labels = labels(image, last)) {
      Edits.commit(
          committer,
          base ->
              base.withSegments(named(forced))
                  .withLabels(labels.objects())
                  .withNextSeriesReference(image.nextRef())
                  .withCheckpoint(
                      new CheckpointObject(checkpoint.object(), image.sequenceNr()),
                      held::contains));
    }
    LOG.debug("shard {}: checkpoint {} committed", shard, image.sequenceNr());
  }

  private void countSegmentBytes() {
    long written = segments.bytesWritten();
    metrics.headChunkBytes.add(written - segmentBytesCounted);
    segmentBytesCounted = written;
  }

  private ShardObjects.Put put(ShardKeys.Kind kind, byte[] bytes) throws IOException {
    ShardObjects.Put put = objects.put(kind, bytes);
    metrics.checkpointBytes.add(bytes.length);
    return put;
  }

  private ShardObjects.Put putCheckpoint(CheckpointImage image, ForcedLengths forced)
      throws IOException {
    CheckpointState state =
        new CheckpointState(
            shard,
            image.sequenceNr(),
            image.nextRef(),
            image.tenants().stream().map(CheckpointImage.TenantWindows::toState).toList(),
            forced);
    byte[] bytes = CheckpointFormat.write(state, image.parts().series(), image.parts().bytes());
    return put(ShardKeys.Kind.CHECKPOINT, bytes);
  }

  private static List<HeadSegment> named(ForcedLengths forced) {
    return forced.segments().stream().map(s -> new HeadSegment(s.id(), s.length())).toList();
  }

  /** The label objects that the manifest will name, and the new one among them, if any. */
  private record Labels(List<LabelObject> objects, Optional<ShardObjects.Put> put)
      implements AutoCloseable {
    @Override
    public void close() {
      put.ifPresent(ShardObjects.Put::close);
    }
  }

  private Labels labels(CheckpointImage image, Manifest last) throws IOException {
    long written = last.labels().stream().mapToLong(LabelObject::series).sum();
    LabelsWriter fresh = write(image, Math.toIntExact(last.nextSeriesReference()));
    boolean mostlyDead = written + fresh.count() > 2L * image.labels().seriesCount();
    if (last.labels().size() >= MAX_LABEL_OBJECTS || (written > 0 && mostlyDead)) {
      LabelsWriter all = write(image, 0);
      ShardObjects.Put put = put(ShardKeys.Kind.LABELS, all.finish());
      return new Labels(
          List.of(new LabelObject(put.object(), true, all.count())), Optional.of(put));
    }
    if (fresh.count() == 0) {
      return new Labels(last.labels(), Optional.empty());
    }
    ShardObjects.Put put = put(ShardKeys.Kind.LABELS, fresh.finish());
    List<LabelObject> objectsNow = new ArrayList<>(last.labels());
    objectsNow.add(new LabelObject(put.object(), objectsNow.isEmpty(), fresh.count()));
    return new Labels(objectsNow, Optional.of(put));
  }

  private static LabelsWriter write(CheckpointImage image, int firstRef) {
    HeadView view = image.labels();
    LabelsWriter writer = new LabelsWriter();
    view.forEach(
        firstRef,
        (tenant, ref, labels) -> {
          if (ref < image.nextRef()) {
            writer.add(ref, tenant, labels.toLabels());
          }
        });
    return writer;
  }
}
