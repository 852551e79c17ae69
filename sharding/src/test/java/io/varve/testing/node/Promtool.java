package io.varve.testing.node;

import io.varve.model.Labels;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Prometheus' {@code promtool}, where this machine has it. */
public final class Promtool {
  private static final int SECONDS = 120;

  private final Path program;

  private Promtool(Path program) {
    this.program = program;
  }

  /** The tool; the test that asks is skipped where there is none. */
  public static Promtool orSkip() {
    Path found =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .map(d -> Path.of(d, "promtool"))
            .filter(Files::isExecutable)
            .findFirst()
            .orElse(null);
    Assumptions.assumeTrue(found != null, "promtool is on the PATH");
    return new Promtool(found);
  }

  /** Makes a database of a folder of blocks, without copying them. */
  public static Path link(Path blocks, Path database) throws IOException {
    Files.createDirectories(database.resolve("wal"));
    try (Stream<Path> files = Files.walk(blocks)) {
      files.filter(Files::isRegularFile).forEach(f -> link(blocks, f, database));
    }
    return database;
  }

  private static void link(Path blocks, Path file, Path database) {
    try {
      Path link = database.resolve(blocks.relativize(file).toString());
      Files.createDirectories(link.getParent());
      Files.createLink(link, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Names of the blocks. */
  public List<String> list(Path database) throws IOException, InterruptedException {
    return run("list", database.toString())
        .skip(1)
        .map(line -> line.substring(0, line.indexOf(' ')))
        .toList();
  }

  /** How many series a block has. */
  public long seriesOf(Path database, String block) throws IOException, InterruptedException {
    String prefix = "Series: ";
    return run("analyze", database.toString(), block)
        .filter(line -> line.startsWith(prefix))
        .mapToLong(line -> Long.parseLong(line.substring(prefix.length())))
        .findFirst()
        .orElseThrow();
  }

  /** All samples, by labels as {@link #print} prints them. */
  public Map<String, NavigableMap<Long, Double>> dump(Path database)
      throws IOException, InterruptedException {
    Map<String, NavigableMap<Long, Double>> all = new TreeMap<>();
    run("dump", database.toString())
        .forEach(
            line -> {
              int end = line.lastIndexOf("} ") + 1;
              String[] sample = line.substring(end + 1).split(" ", -1);
              Double before =
                  all.computeIfAbsent(line.substring(0, end), _ -> new TreeMap<>())
                      .put(Long.parseLong(sample[1]), parse(sample[0]));
              if (before != null) {
                throw new AssertionError("twice: " + line);
              }
            });
    return all;
  }

  private static double parse(String value) {
    return Double.parseDouble(value.replace("Inf", "Infinity"));
  }

  /** Labels as the tool prints them. */
  public static String print(Labels labels) {
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      String value =
          labels.value(i).replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
      pairs.add("%s=\"%s\"".formatted(labels.name(i), value));
    }
    return "{" + String.join(", ", pairs) + "}";
  }

  private Stream<String> run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString(), "tsdb"));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile("promtool", ".out");
    Path err = Files.createTempFile("promtool", ".err");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      process.getOutputStream().close();
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(command + " does not end");
      }
      if (process.exitValue() != 0) {
        throw new AssertionError(command + ": " + Files.readString(err));
      }
      return Files.readString(out, StandardCharsets.UTF_8).lines();
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }
}
