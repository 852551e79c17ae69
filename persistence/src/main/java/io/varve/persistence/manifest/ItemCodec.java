package io.varve.persistence.manifest;

import com.google.protobuf.ByteString;
import io.varve.model.CorruptionException;
import io.varve.model.TenantId;
import io.varve.model.VarveException;
import io.varve.persistence.block.Ulid;
import io.varve.persistence.envelope.Envelope;
import io.varve.persistence.event.WindowId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Items to and from protobuf. */
final class ItemCodec {
  private static final int ULID_BYTES = 16;

  private ItemCodec() {}

  static ManifestProto.Items encode(Iterable<? extends ManifestItem> items) {
    ManifestProto.Items.Builder all = ManifestProto.Items.newBuilder();
    for (ManifestItem item : items) {
      switch (item) {
        case BlockEntry b -> all.addBlocks(block(b));
        case DeletedBlock d ->
            all.addDeletedBuilder()
                .setUlid(ulid(d.ulid()))
                .setTenant(d.tenant().value())
                .setDeletedAt(d.deletedAt());
        case WindowCut c ->
            all.addCutsBuilder()
                .setTenant(c.tenant().value())
                .setWindow(window(c.window()))
                .setSequenceNr(c.sequenceNr());
        case StoredObject o -> all.addHead(object(o));
      }
    }
    return all.build();
  }

  /** Returns blocks, deleted blocks, cuts and head objects, in this order. */
  static List<ManifestItem> decode(String file, ManifestProto.Items all) {
    List<ManifestItem> items = new ArrayList<>();
    try {
      all.getBlocksList().forEach(b -> items.add(block(b)));
      all.getDeletedList()
          .forEach(
              d ->
                  items.add(
                      new DeletedBlock(
                          ulid(d.getUlid()), new TenantId(d.getTenant()), d.getDeletedAt())));
      all.getCutsList()
          .forEach(
              c ->
                  items.add(
                      new WindowCut(
                          new TenantId(c.getTenant()), window(c.getWindow()), c.getSequenceNr())));
      all.getHeadList().forEach(o -> items.add(object(o)));
    } catch (IllegalArgumentException | VarveException e) {
      throw new CorruptionException(
          file, Envelope.HEADER_BYTES, "items of a manifest", String.valueOf(e.getMessage()), e);
    }
    return items;
  }

  static ManifestProto.Object object(StoredObject object) {
    return ManifestProto.Object.newBuilder()
        .setKey(object.key())
        .setBytes(object.bytes())
        .setCrc32C(object.crc32c())
        .build();
  }

  static StoredObject object(ManifestProto.Object object) {
    return new StoredObject(object.getKey(), object.getBytes(), object.getCrc32C());
  }

  private static ManifestProto.Block block(BlockEntry block) {
    return ManifestProto.Block.newBuilder()
        .setUlid(ulid(block.ulid()))
        .setTenant(block.tenant().value())
        .setMinTime(block.minTime())
        .setMaxTime(block.maxTime())
        .addAllWindows(block.windows().stream().map(ItemCodec::window).toList())
        .setOrdinal(block.ordinal())
        .setLevel(block.level())
        .setResolution(block.resolution())
        .setBytes(block.bytes())
        .setSamples(block.samples())
        .setSeries(block.series())
        .setEpoch(block.epoch())
        .build();
  }

  private static BlockEntry block(ManifestProto.Block block) {
    return new BlockEntry(
        ulid(block.getUlid()),
        new TenantId(block.getTenant()),
        block.getMinTime(),
        block.getMaxTime(),
        block.getWindowsList().stream().map(ItemCodec::window).toList(),
        block.getOrdinal(),
        block.getLevel(),
        block.getResolution(),
        block.getBytes(),
        block.getSamples(),
        block.getSeries(),
        block.getEpoch());
  }

  private static ManifestProto.Window window(WindowId window) {
    return ManifestProto.Window.newBuilder()
        .setStart(window.start())
        .setGeneration(window.generation())
        .build();
  }

  private static WindowId window(ManifestProto.Window window) {
    return new WindowId(window.getStart(), window.getGeneration());
  }

  private static ByteString ulid(String name) {
    Ulid ulid = BlockNames.parse(name);
    ByteBuffer bytes = ByteBuffer.allocate(ULID_BYTES);
    return ByteString.copyFrom(bytes.putLong(ulid.high()).putLong(ulid.low()).flip());
  }

  private static String ulid(ByteString bytes) {
    if (bytes.size() != ULID_BYTES) {
      throw new IllegalArgumentException("a ULID of %d bytes".formatted(bytes.size()));
    }
    ByteBuffer ulid = bytes.asReadOnlyByteBuffer();
    return new Ulid(ulid.getLong(), ulid.getLong()).toString();
  }
}
