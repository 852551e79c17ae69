package io.varve.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.varve.testing.Scale;
import io.varve.testing.SeededRandom;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the code to docs/format/series-hash.md, which stored data depends on. */
class SeriesHashTest {
  private static final Path DOCUMENT = Path.of("../docs/format/series-hash.md");
  private static final Pattern ROW =
      Pattern.compile(
          "\\| `(?<tenant>[^|]+)` \\| (`(?<labels>[^|]+)`)? \\| (?<ht>\\w{16}) \\| (?<hl>\\w{16})"
              + " \\| (?<p16>\\d+) \\| (?<p4>\\d+) \\| (?<p1024>\\d+) \\|");

  @RegisterExtension final SeededRandom random = new SeededRandom();

  record Golden(TenantId tenant, Labels labels, long ht, long hl, List<Integer> shards) {}

  static List<Golden> table() throws IOException {
    try (Stream<String> lines = Files.lines(DOCUMENT)) {
      return lines.map(ROW::matcher).filter(Matcher::matches).map(SeriesHashTest::golden).toList();
    }
  }

  private static Golden golden(Matcher row) {
    LabelsBuilder labels = Labels.builder();
    if (row.group("labels") != null) {
      for (String pair : row.group("labels").split(", ", -1)) {
        int eq = pair.indexOf('=');
        labels.set(pair.substring(0, eq), pair.substring(eq + 1));
      }
    }
    return new Golden(
        new TenantId(row.group("tenant")),
        labels.build(),
        HexFormat.fromHexDigitsToLong(row.group("ht")),
        HexFormat.fromHexDigitsToLong(row.group("hl")),
        Stream.of("p16", "p4", "p1024").map(p -> Integer.valueOf(row.group(p))).toList());
  }

  @Test
  void documentHoldsTheTable() throws IOException {
    assertThat(table()).hasSize(14);
    assertThat(Files.readString(DOCUMENT)).contains("version " + SeriesHash.HASH_VERSION);
  }

  @Test
  void documentsExampleIsWhatIsHashed() throws IOException {
    Labels labels = Labels.of("__name__", "up", "job", "api", "instance", "a:1");
    byte[] tenant = example("ht input");
    byte[] series = example("hl input");
    assertThat(XxHash64.hash(tenant, 0, tenant.length, 0))
        .isEqualTo(SeriesHash.ht(TenantId.DEFAULT))
        .isEqualTo(HexFormat.fromHexDigitsToLong(HexFormat.of().formatHex(example("ht"))));
    assertThat(XxHash64.hash(series, 0, series.length, 0))
        .isEqualTo(SeriesHash.hl(TenantId.DEFAULT, labels))
        .isEqualTo(HexFormat.fromHexDigitsToLong(HexFormat.of().formatHex(example("hl"))));
  }

  private static byte[] example(String name) throws IOException {
    Matcher line =
        Pattern.compile("^" + name + " {2,}([0-9a-f ]+)$", Pattern.MULTILINE)
            .matcher(Files.readString(DOCUMENT));
    assertThat(line.find()).as(name).isTrue();
    return HexFormat.of().parseHex(line.group(1).replace(" ", ""));
  }

  @ParameterizedTest
  @MethodSource("table")
  void givesTheGoldenHashes(Golden golden) {
    long ht = SeriesHash.ht(golden.tenant());
    long hl = SeriesHash.hl(golden.tenant(), golden.labels());
    assertThat(Long.toHexString(ht)).isEqualTo(Long.toHexString(golden.ht()));
    assertThat(Long.toHexString(hl)).isEqualTo(Long.toHexString(golden.hl()));
    assertThat(hashEncoded(new SeriesHasher(), golden.tenant(), golden.labels())).isEqualTo(hl);
    assertThat(
            List.of(
                new ShardPlacement(16, 16).place(ht, hl),
                new ShardPlacement(16, 4).place(ht, hl),
                new ShardPlacement(65_536, 1_024).place(ht, hl)))
        .isEqualTo(golden.shards());
  }

  @Test
  void hashesEncodedLabelsAsItHashesStrings() {
    SeriesHasher reused = new SeriesHasher();
    for (int i = 0; i < Scale.of(2_000, 200_000); i++) {
      LabelsBuilder builder = Labels.builder();
      for (int n = random.nextInt(20); n > 0; n--) {
        builder.set(RandomText.text(random, 3), RandomText.text(random, 300));
      }
      Labels labels = builder.build();
      TenantId tenant = new TenantId("t" + random.nextInt(100));
      long hl = SeriesHash.hl(tenant, labels);
      assertThat(hashEncoded(reused, tenant, labels)).isEqualTo(hl);
      assertThat(SeriesHash.hl(tenant, labels.with("__name__", "x").with("le", "1")))
          .isEqualTo(SeriesHash.hl(tenant, labels.without("__name__", "le")));
    }
  }

  @Test
  void skipsEmptyValues() {
    byte[] tenant = TenantId.DEFAULT.utf8();
    byte[] text = "a1b".getBytes(StandardCharsets.UTF_8);
    long hash =
        new SeriesHasher()
            .reset(tenant)
            .add(text, 0, 1, text, 1, 1)
            .add(text, 2, 1, text, 3, 0)
            .finish();
    assertThat(hash).isEqualTo(SeriesHash.hl(TenantId.DEFAULT, Labels.of("a", "1")));
  }

  @Test
  void refusesLabelsOutOfOrder() {
    byte[] text = "ab".getBytes(StandardCharsets.UTF_8);
    SeriesHasher hasher =
        new SeriesHasher().reset(TenantId.DEFAULT.utf8()).add(text, 1, 1, text, 0, 1);
    assertThatThrownBy(() -> hasher.add(text, 1, 1, text, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("label name \"b\" is out of order");
    assertThatThrownBy(() -> hasher.add(text, 0, 1, text, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static long hashEncoded(SeriesHasher hasher, TenantId tenant, Labels labels) {
    hasher.reset(tenant.utf8());
    for (int i = 0; i < labels.size(); i++) {
      byte[] both = (labels.name(i) + labels.value(i)).getBytes(StandardCharsets.UTF_8);
      int nameLength = Utf8.encodedLength(labels.name(i));
      hasher.add(both, 0, nameLength, both, nameLength, both.length - nameLength);
    }
    return hasher.finish();
  }
}
