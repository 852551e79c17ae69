package io.varve.persistence.index;

import static io.varve.persistence.index.IndexFixture.chunks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.varve.model.LabelMatcher;
import io.varve.model.Labels;
import io.varve.model.MatchType;
import io.varve.model.Utf8;
import io.varve.persistence.fs.RealDisk;
import io.varve.persistence.match.CompiledMatcher;
import io.varve.persistence.testing.RandomLabels;
import io.varve.testing.Scale;
import io.varve.testing.SeededRandom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class IndexTest {
  /** Written by {@code promtool tsdb create-blocks-from openmetrics} of Prometheus 2.42. */
  private static final String FROM_PROMETHEUS =
      "baaad7000200000016000000060001310132085f5f6e616d655f5f016101786c"
          + "639433000000000000000000000000000c02030405010102e1acb1030875c59a"
          + "0200000000000000000000000000000009020304050201000073baba7e0d0000"
          + "0000000c00000001000000010000000420d59ba6000000100000000100000002"
          + "0000000100000002461967b50000000c000000020000000300000005bb33cbd4"
          + "0000000c000000020000000300000005bb33cbd4000000080000000100000003"
          + "a7692ed200000008000000010000000581c8c93a000000130000000201085f5f"
          + "6e616d655f5f6001017874996209fd00000025000000040200008c0102085f5f"
          + "6e616d655f5f0161a0010201780131b4010201780132c401c3f543a600000000"
          + "000000050000000000000023000000000000005e00000000000000d400000000"
          + "0000008c00000000000000ef0dc96d1e";

  private static final List<MatchType> TYPES = List.of(MatchType.values());

  private static final List<String> REGEXES =
      List.of(
          "",
          "a",
          "a|b",
          "api.*",
          "api-.+",
          ".*",
          ".+",
          "(a|b|api)",
          "(?:x.y|0)",
          "a|",
          "|",
          "a?",
          "api\\\\.2",
          "[ab]+",
          "ap(i|x).*",
          "(?i)API",
          "\uD83D\uDE00|\u00FC",
          "host-1.*",
          "host-[0-5]",
          "\uD83D\uDE00?",
          "a|b.*",
          ".",
          "..");

  @RegisterExtension final SeededRandom random = new SeededRandom();

  @TempDir Path directory;

  @Test
  void writesTheExampleOfThePackageDocumentation() throws IOException {
    byte[] bytes =
        IndexFixture.write(
            directory,
            List.of(
                new SeriesEntry(Labels.of("a", "b"), chunks(8, 1000, 31001)),
                new SeriesEntry(Labels.of("a", "c"), chunks(34, -5, 0, 60, 10, 12))));
    assertThat(HexFormat.of().formatHex(bytes))
        .isEqualTo(
            "baaad700020000000a00000003016101620163753f25e60000000000000000000a01000101d00fb1"
                + "ea010844426538000a010002020905220a0234f2d73f88000000000c000000020000000200000003"
                + "a58343900000000800000001000000025502add1000000080000000100000003a7692ed200000014"
                + "00000003020000400201610162540201610163646b7bee0600000000000000050000000000000017"
                + "000000000000003f0000000000000074000000000000003f00000000000000746ed97435");
  }

  @Test
  void everySeriesNameValueAndListReadsBack() throws IOException {
    for (int round = 0; round < Scale.of(5, 200); round++) {
      List<Labels> labels = RandomLabels.sorted(random, 1 + random.nextInt(500));
      List<SeriesEntry> series = IndexFixture.random(random, labels);
      IndexReader reader = IndexFixture.open(IndexFixture.write(directory, series));

      Postings all = reader.allPostings();
      SeriesReader seriesReader = reader.seriesReader();
      assertThat(all.size()).isEqualTo(series.size());
      TreeSet<String> names = new TreeSet<>(Utf8::compare);
      for (int i = 0; i < series.size(); i++) {
        SeriesEntry entry = series.get(i);
        assertThat(IndexFixture.describe(seriesReader.read(all.get(i))))
            .isEqualTo(IndexFixture.describe(entry));
        for (int l = 0; l < entry.labels().size(); l++) {
          names.add(entry.labels().name(l));
        }
      }
      assertThat(reader.labelNames()).containsExactlyElementsOf(names);
      for (String name : names) {
        TreeSet<String> values = new TreeSet<>(Utf8::compare);
        labels.stream().map(l -> l.get(name)).filter(v -> !v.isEmpty()).forEach(values::add);
        assertThat(reader.labelValues(name)).containsExactlyElementsOf(values);
        for (String value : values) {
          assertThat(labelsOf(reader, reader.postings(name, value)))
              .isEqualTo(labels.stream().filter(l -> l.get(name).equals(value)).toList());
        }
        assertThat(reader.postings(name, "nowhere").isEmpty()).isTrue();
      }
      assertThat(reader.postings("absent", "a").isEmpty()).isTrue();
      assertThat(reader.labelValues("absent")).isEmpty();
    }
  }

  @Test
  void matchersSelectWhatTheyMatch() throws IOException {
    List<Labels> labels = RandomLabels.sorted(random, 400);
    IndexReader reader =
        IndexFixture.open(IndexFixture.write(directory, IndexFixture.random(random, labels)));
    for (int round = 0; round < Scale.of(2_000, 100_000); round++) {
      List<LabelMatcher> matchers = new ArrayList<>();
      for (int n = random.nextInt(4); n >= 0; n--) {
        matchers.add(randomMatcher());
      }
      List<CompiledMatcher> compiled = CompiledMatcher.compileAll(matchers);
      List<Labels> expected =
          labels.stream()
              .filter(l -> compiled.stream().allMatch(m -> m.matches(l.get(m.name()))))
              .toList();
      assertThat(labelsOf(reader, reader.select(compiled))).as("%s", matchers).isEqualTo(expected);
    }
  }

  private LabelMatcher randomMatcher() {
    MatchType type = TYPES.get(random.nextInt(TYPES.size()));
    String value =
        type.isRegex()
            ? REGEXES.get(random.nextInt(REGEXES.size()))
            : random.nextInt(4) == 0 ? "" : RandomLabels.value(random);
    return new LabelMatcher(type, RandomLabels.name(random), value);
  }

  private static List<Labels> labelsOf(IndexReader reader, Postings postings) {
    SeriesReader series = reader.seriesReader();
    List<Labels> labels = new ArrayList<>();
    for (int i = 0; i < postings.size(); i++) {
      labels.add(series.read(postings.get(i)).labels());
    }
    return labels;
  }

  @Test
  void noMatcherSelectsAll() throws IOException {
    List<Labels> labels = RandomLabels.sorted(random, 10);
    IndexReader reader =
        IndexFixture.open(IndexFixture.write(directory, IndexFixture.random(random, labels)));
    assertThat(reader.select(List.of())).isEqualTo(reader.allPostings());
  }

  @Test
  void anEmptyIndexIsOne() throws IOException {
    IndexReader reader = IndexFixture.open(IndexFixture.write(directory, List.of()));
    assertThat(reader.labelNames()).isEmpty();
    assertThat(reader.allPostings().isEmpty()).isTrue();
  }

  @Test
  void readsAnIndexThatPrometheusWrote() {
    assertThat(IndexFixture.dump(HexFormat.of().parseHex(FROM_PROMETHEUS)))
        .isEqualTo(
            """
            __name__=a[3, 5]x=1[3]x=2[5]{__name__="a", x="1"} 8[1,7100002]
            {__name__="a", x="2"} 115[0,0]
            """);
  }

  @Test
  void refusesSeriesAndChunksOutOfOrder() throws IOException {
    Path file = directory.resolve("index");
    try (IndexWriter writer = IndexWriter.create(new RealDisk(), file)) {
      writer.add(Labels.of("a", "b"), chunks(8, 0, 1, 20, 2, 3));
      assertThatThrownBy(() -> writer.add(Labels.of("a", "b"), chunks(30, 0, 1)))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> writer.add(Labels.of("a", "c"), chunks(20, 0, 1)))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> chunks(8, 0, 5, 9, 5, 6)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> chunks(8, 0, -1)).isInstanceOf(IllegalArgumentException.class);
    assertThat(Files.exists(directory.resolve("index.series.tmp"))).isFalse();
  }

  @Test
  void aLargeIndexTakesLittleMemoryWhenOpen() throws IOException {
    List<SeriesEntry> series = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      Labels labels = Labels.of("__name__", "m", "id", "%08d".formatted(i), "q", "" + i % 7);
      series.add(new SeriesEntry(labels, chunks()));
    }
    byte[] bytes = IndexFixture.write(directory, series);
    IndexReader reader = IndexFixture.open(bytes);
    assertThat(reader.symbolCount()).isEqualTo(20_000 + 11);
    assertThat(reader.heapBytes()).isLessThan(bytes.length / 20);
    assertThat(reader.postings("id", "00019999").size()).isEqualTo(1);
    assertThat(reader.postings("q", "3").size()).isEqualTo(2857);
    Postings middle =
        reader.select(
            CompiledMatcher.compileAll(List.of(new LabelMatcher(MatchType.RE, "id", "000123.+"))));
    assertThat(middle.size()).isEqualTo(100);
  }
}
