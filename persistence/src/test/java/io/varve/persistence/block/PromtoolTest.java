package io.varve.persistence.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.varve.model.Labels;
import io.varve.persistence.block.BlockFixture.Samples;
import io.varve.testing.Scale;
import io.varve.testing.SeededRandom;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Lets Prometheus's own tool read what is written here. */
class PromtoolTest {
  @RegisterExtension final SeededRandom random = new SeededRandom();

  @TempDir Path directory;

  @BeforeAll
  static void isInstalled() throws InterruptedException {
    boolean installed;
    try {
      installed =
          new ProcessBuilder("promtool", "--version")
                  .redirectErrorStream(true)
                  .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                  .start()
                  .waitFor()
              == 0;
    } catch (IOException e) {
      installed = false;
    }
    assumeTrue(installed, "promtool is not installed (Debian package prometheus)");
  }

  @Test
  void promtoolReadsEverySample() throws Exception {
    for (int round = 0; round < Scale.of(2, 20); round++) {
      Path database = Files.createDirectory(directory.resolve("db" + round));
      SortedMap<Labels, Samples> series = BlockFixture.random(random, 150);
      BlockMeta meta = BlockFixture.write(database, random, series, 100_000);
      Files.createDirectory(database.resolve("wal"));

      assertThat(promtool("list", database).getLast().split(" +"))
          .startsWith(meta.ulid().toString(), "" + meta.minTime(), "" + meta.maxTime())
          .containsSequence(
              "" + meta.stats().numSamples(),
              "" + meta.stats().numChunks(),
              "" + meta.stats().numSeries());
      assertThat(promtool("analyze", database))
          .contains(
              "Block ID: " + meta.ulid(),
              "Series: " + series.size(),
              "Postings entries (total label pairs): "
                  + series.keySet().stream().mapToInt(Labels::size).sum());
      assertThat(promtool("dump", database).stream().map(PromtoolTest::normalized).toList())
          .isEqualTo(expectedDump(series));
    }
  }

  private static List<String> expectedDump(SortedMap<Labels, Samples> series) {
    List<String> lines = new ArrayList<>();
    for (var entry : series.entrySet()) {
      Samples samples = entry.getValue();
      for (int i = 0; i < samples.times().length; i++) {
        double value = Double.longBitsToDouble(samples.values()[i]);
        lines.add("%s %s %d".formatted(text(entry.getKey()), value, samples.times()[i]));
      }
    }
    return lines;
  }

  /** As promtool 2.42 prints labels, names of any kind without quotes. */
  private static String text(Labels labels) {
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      pairs.add(labels.name(i) + "=\"" + labels.value(i).replace("\n", "\\n") + "\"");
    }
    return "{" + String.join(", ", pairs) + "}";
  }

  /** Prints the value as Java does: the shortest text of a float differs in its form only. */
  private static String normalized(String line) {
    int time = line.lastIndexOf(' ');
    int value = line.lastIndexOf(' ', time - 1);
    String number = line.substring(value + 1, time).replace("Inf", "Infinity");
    return line.substring(0, value + 1) + Double.parseDouble(number) + line.substring(time);
  }

  private static List<String> promtool(String command, Path database) throws Exception {
    Path output = database.resolveSibling(command + ".txt");
    Path errors = database.resolveSibling(command + ".err");
    Process process =
        new ProcessBuilder("promtool", "tsdb", command, database.toString())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    int exit = process.waitFor();
    assertThat(exit).as(() -> read(errors).toString()).isZero();
    return read(output);
  }

  private static List<String> read(Path file) {
    try {
      return Arrays.asList(
          Files.readString(file, StandardCharsets.UTF_8).stripTrailing().split("\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
