package io.varve.persistence.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.varve.model.CorruptionException;
import io.varve.model.TenantId;
import io.varve.persistence.event.WindowId;
import io.varve.persistence.fs.CrashDisk;
import io.varve.persistence.log.ManifestRecord;
import io.varve.persistence.objectstore.FileObjectStore;
import io.varve.persistence.objectstore.ObjectBody;
import io.varve.persistence.objectstore.ObjectStore;
import io.varve.testing.Scale;
import io.varve.testing.SeededRandom;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ManifestFormatTest {
  private static final ShardIdentity IDENTITY = new ShardIdentity("s1", 3, 16, 1);
  private static final TenantId TENANT = new TenantId("team-a");
  private static final int MANY = 50_000;

  @RegisterExtension final SeededRandom random = new SeededRandom();

  private ObjectStore store;
  private int pageKeys;
  private final Pager pager = new Pager(this::pageKey, ManifestFormat.INLINE_BYTES);

  @BeforeEach
  void emptyStore() throws IOException {
    store = new FileObjectStore(new CrashDisk(1), Path.of("/s"));
  }

  @Test
  void bytesAreThoseOfTheDescription() {
    Manifest manifest =
        Manifest.empty(IDENTITY)
            .withBlock(
                new BlockEntry(
                    ManifestTesting.ulid(1, 3, 9),
                    new TenantId("a"),
                    0,
                    7_200_000,
                    List.of(new WindowId(0, 1)),
                    1,
                    1,
                    0,
                    500,
                    120,
                    2,
                    4))
            .withEpoch(4);
    assertThat(HexFormat.of().formatHex(pager.plan(manifest, List.of()).bytes()))
        .isEqualTo(
            "564d4654"
                + "01"
                + "0a027331"
                + "1003"
                + "1810"
                + "2001"
                + "2804"
                + "3801"
                + "4002"
                + "622d"
                + "0a2b"
                + "0a1000000000000100030000000000000009"
                + "120161"
                + "2080f4ee06"
                + "2a021001"
                + "3001"
                + "3801"
                + "48f403"
                + "5078"
                + "5802"
                + "6004"
                + "e0243aba");
  }

  @Test
  void everythingIsReadBack() throws IOException {
    Manifest manifest = full();
    Pager.Plan plan = pager.plan(manifest, List.of());
    assertThat(read(plan.bytes()).manifest()).isEqualTo(manifest);
  }

  @Test
  void fieldsOfANewerProgramAreKept() throws IOException {
    Pager.Plan plan = pager.plan(full(), List.of());
    ManifestProto.Manifest newer =
        ManifestFormat.MANIFEST
            .unwrap("m", plan.bytes(), ManifestProto.Manifest.parser())
            .toBuilder()
            .setUnknownFields(
                UnknownFieldSet.newBuilder()
                    .addField(
                        500,
                        UnknownFieldSet.Field.newBuilder()
                            .addLengthDelimited(ByteString.copyFromUtf8("news"))
                            .build())
                    .build())
            .build();
    byte[] bytes = ManifestFormat.MANIFEST.wrap(newer);
    Manifest read = read(bytes).manifest();
    assertThat(pager.plan(read, List.of()).bytes()).isEqualTo(bytes);
  }

  @Test
  void damageIsNoticed() {
    byte[] bytes = pager.plan(full(), List.of()).bytes();
    for (int i = 0; i < bytes.length; i++) {
      byte[] damaged = bytes.clone();
      damaged[i] ^= (byte) (1 << random.nextInt(8));
      assertThatThrownBy(() -> read(damaged)).isInstanceOf(CorruptionException.class);
    }
  }

  @Test
  void anotherShardsManifestIsNotTaken() {
    Manifest other = Manifest.empty(new ShardIdentity("s1", 4, 16, 1));
    assertThatThrownBy(() -> read(pager.plan(other, List.of()).bytes()))
        .isInstanceOf(CorruptionException.class);
  }

  @Test
  void aCommitStaysSmallWithManyBlocks() throws IOException {
    ManifestVersion version = ManifestVersion.none(IDENTITY);
    Manifest manifest = withBlocks(version.manifest(), MANY);
    version = commit(version, manifest);
    assertThat(version.pages()).hasSizeGreaterThan(20);
    for (int round = 0; round < Scale.of(3, 50); round++) {
      List<String> ulids = new ArrayList<>(version.manifest().blocks().keySet());
      List<String> gone =
          IntStream.range(0, 200)
              .mapToObj(_ -> ulids.get(random.nextInt(ulids.size())))
              .distinct()
              .toList();
      version = commit(version, withBlocks(version.manifest().withoutBlocks(gone, round), 100));
    }
  }

  @Test
  void pagesAreRewrittenWhenMostlyDead() throws IOException {
    ManifestVersion version =
        commit(ManifestVersion.none(IDENTITY), withBlocks(Manifest.empty(IDENTITY), 5_000));
    List<Page> before = version.pages();
    Page dying = before.getFirst();
    List<String> half =
        dying.items().stream()
            .map(BlockEntry.class::cast)
            .map(BlockEntry::ulid)
            .limit(dying.items().size() / 2)
            .toList();
    version = commit(version, version.manifest().withoutBlocks(half, 1).withoutDeleted(half));
    assertThat(version.pages()).isEqualTo(before);
    String last = ((BlockEntry) dying.items().getLast()).ulid();
    version =
        commit(
            version,
            version.manifest().withoutBlocks(List.of(last), 1).withoutDeleted(List.of(last)));
    if (dying.items().size() % 2 == 0) {
      assertThat(version.pages()).doesNotContain(dying);
    }
    assertThat(version.names(new Named.OfKey(before.getLast().object().key()))).isTrue();
  }

  @Test
  void aDamagedPageIsNoticed() throws IOException {
    Pager.Plan plan = put(pager.plan(withBlocks(Manifest.empty(IDENTITY), 5_000), List.of()));
    Map.Entry<String, byte[]> page = plan.fresh().entrySet().iterator().next();
    byte[] damaged = page.getValue().clone();
    damaged[random.nextInt(damaged.length)] ^= 1;
    store.put(page.getKey(), new ObjectBody.Bytes(damaged));
    assertThatThrownBy(() -> read(plan.bytes())).isInstanceOf(CorruptionException.class);
  }

  private Manifest full() {
    StoredObject object = new StoredObject("varve/shards/00003/ckpt/1-1-00", 77, -5);
    return withBlocks(Manifest.empty(IDENTITY), 3)
        .withEpoch(8)
        .withCut(new WindowCut(TENANT, new WindowId(-7_200_000, 2), 90))
        .withCheckpoint(new CheckpointObject(object, 60), _ -> false)
        .withSegments(List.of(new HeadSegment(4, 1 << 20), new HeadSegment(5, 0)))
        .withLabels(List.of(new LabelObject(object, true, 4), new LabelObject(object, false, 1)))
        .withHead(new StoredObject("varve/shards/00003/head/1-2-00", 1, 1))
        .withNextSeriesReference(1_000_000_007L)
        .withBlock(block(4, ManifestTesting.ulid(3, 3, 3)))
        .withoutBlocks(List.of(ManifestTesting.ulid(3, 3, 3)), 1_700_000_000_000L);
  }

  private Manifest withBlocks(Manifest base, int count) {
    // One copy for all of them.
    ManifestDraft draft = manifestDraft(base);
    for (int i = 0; i < count; i++) {
      draft.add(block(draft.nextBlockOrdinal++, ManifestTesting.ulid(i, 3, random.nextLong())));
    }
    return new Manifest(draft.sealed());
  }

  private static ManifestDraft manifestDraft(Manifest base) {
    ManifestDraft draft = new ManifestDraft(base.identity());
    base.items().forEach(draft::add);
    draft.nextBlockOrdinal = base.nextBlockOrdinal();
    draft.epoch = base.epoch();
    return draft;
  }

  private BlockEntry block(long ordinal, String ulid) {
    long start = random.nextInt(1000) * 7_200_000L;
    return new BlockEntry(
        ulid,
        TENANT,
        start,
        start + 7_200_000,
        List.of(new WindowId(start, random.nextInt(3))),
        ordinal,
        1 + random.nextInt(4),
        random.nextInt(2) * 300_000L,
        random.nextInt(1 << 30),
        random.nextInt(1 << 30),
        random.nextInt(1 << 20),
        1 + random.nextInt(1000));
  }

  private ManifestVersion commit(ManifestVersion before, Manifest manifest) throws IOException {
    Pager.Plan plan = put(pager.plan(manifest, before.pages()));
    assertThat(plan.bytes()).hasSizeLessThanOrEqualTo(ManifestFormat.MAX_BYTES);
    ManifestVersion read = read(plan.bytes());
    assertThat(read.manifest().blocks()).isEqualTo(manifest.blocks());
    assertThat(read.manifest().deleted()).isEqualTo(manifest.deleted());
    return new ManifestVersion(before.ordinal() + 1, manifest, plan.pages());
  }

  private Pager.Plan put(Pager.Plan plan) throws IOException {
    for (Map.Entry<String, byte[]> page : plan.fresh().entrySet()) {
      store.put(page.getKey(), new ObjectBody.Bytes(page.getValue()));
    }
    return plan;
  }

  private ManifestVersion read(byte[] bytes) throws IOException {
    return new ManifestReader(store, IDENTITY).read(new ManifestRecord(1, 1, 1, bytes));
  }

  private String pageKey() {
    return "varve/shards/00003/pages/1-" + pageKeys++ + "-0";
  }
}
