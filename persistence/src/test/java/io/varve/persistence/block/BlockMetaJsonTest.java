package io.varve.persistence.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.varve.model.CorruptionException;
import io.varve.model.FormatVersionException;
import io.varve.model.TimeRange;
import io.varve.persistence.block.ThanosMeta.BlockFile;
import io.varve.persistence.block.ThanosMeta.IndexSizes;
import io.varve.testing.SeededRandom;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BlockMetaJsonTest {
  private static final Ulid ULID = Ulid.parse("01M84FS1FF27NYBE1ZD7MPD3A0");
  private static final Ulid PARENT = Ulid.parse("01M84FS1FF27NYBE1ZD7MPD3A1");

  private static final BlockMeta META =
      new BlockMeta(
          ULID,
          new TimeRange(-5, 7_200_000),
          new BlockStats(3, 2, 2),
          new CompactionMeta(
              2,
              List.of(PARENT),
              List.of(new CompactionMeta.Parent(PARENT, new TimeRange(-5, 3_600_000)))),
          new ThanosMeta(
              1,
              Map.of("varve_shard", "5", "tenant_id", "anonymous"),
              0,
              "varve",
              List.of(new BlockFile("index", 300), new BlockFile("meta.json", 0)),
              new IndexSizes(40, 20),
              new VarveMeta(15, 5, 1, 2, 77, 9)));

  private static final String JSON =
      """
      {
        "ulid" : "01M84FS1FF27NYBE1ZD7MPD3A0",
        "minTime" : -5,
        "maxTime" : 7200000,
        "stats" : {
          "numSamples" : 3,
          "numSeries" : 2,
          "numChunks" : 2
        },
        "compaction" : {
          "level" : 2,
          "sources" : [ "01M84FS1FF27NYBE1ZD7MPD3A1" ],
          "parents" : [ {
            "ulid" : "01M84FS1FF27NYBE1ZD7MPD3A1",
            "minTime" : -5,
            "maxTime" : 3600000
          } ]
        },
        "version" : 1,
        "thanos" : {
          "version" : 1,
          "labels" : {
            "tenant_id" : "anonymous",
            "varve_shard" : "5"
          },
          "downsample" : {
            "resolution" : 0
          },
          "source" : "varve",
          "files" : [ {
            "rel_path" : "index",
            "size_bytes" : 300
          }, {
            "rel_path" : "meta.json"
          } ],
          "index_stats" : {
            "series_max_size" : 40,
            "chunk_max_size" : 20
          },
          "extensions" : {
            "varve" : {
              "mask" : 15,
              "value" : 5,
              "hash_version" : 1,
              "generation" : 2,
              "ordinal" : 77,
              "epoch" : 9
            }
          }
        }
      }\
      """;

  @RegisterExtension final SeededRandom random = new SeededRandom();

  private static BlockMeta read(String json) {
    return BlockMetaJson.read("meta.json", json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void writesWhatIsDocumented() {
    assertThat(new String(BlockMetaJson.write(META), StandardCharsets.UTF_8)).isEqualTo(JSON);
  }

  @Test
  void readsWhatItWrites() {
    assertThat(read(JSON)).isEqualTo(META);
  }

  @Test
  void readsABlockOfPrometheusAndPassesOverWhatItDoesNotKnow() {
    BlockMeta meta =
        read(
            """
            {"ulid":"01M84FS1FF27NYBE1ZD7MPD3A0","minTime":0,"maxTime":7100003,"later":[1],
             "stats":{"numSamples":13,"numFloatSamples":13,"numSeries":2,"numChunks":2},
             "compaction":{"level":1,"sources":["01M84FS1FF27NYBE1ZD7MPD3A0"],"hints":["x"]},
             "version":1}
            """);
    assertThat(meta.stats()).isEqualTo(new BlockStats(13, 2, 2));
    assertThat(meta.compaction()).isEqualTo(CompactionMeta.first(ULID));
    assertThat(meta.thanos().isPresent()).isFalse();
    assertThat(meta.thanos().varve().isPresent()).isFalse();
    assertThat(BlockMetaJson.read("meta.json", BlockMetaJson.write(meta))).isEqualTo(meta);
  }

  @Test
  void anotherVersionIsNotCorruption() {
    assertThatThrownBy(() -> read(JSON.replace("\"version\" : 1,", "\"version\" : 2,")))
        .isInstanceOf(FormatVersionException.class);
  }

  @Test
  void damagedTextIsCorruptOrAnotherVersionOrReads() {
    byte[] good = JSON.getBytes(StandardCharsets.UTF_8);
    for (int round = 0; round < 20_000; round++) {
      byte[] bad = good.clone();
      for (int n = random.nextInt(4); n >= 0; n--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
      }
      try {
        BlockMetaJson.read("meta.json", bad);
      } catch (CorruptionException | FormatVersionException e) {
        assertThat(e).hasMessageContaining("meta.json");
      }
    }
    for (String text : List.of("", "null", "[]", "3", "{", "{}", "{\"version\":1}")) {
      assertThatThrownBy(() -> read(text))
          .isInstanceOfAny(CorruptionException.class, FormatVersionException.class);
    }
  }
}
