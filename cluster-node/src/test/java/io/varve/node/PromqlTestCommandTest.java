package io.varve.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromqlTestCommandTest {
  private static final String LOAD = "load 1m\n  a{b=\"c\"} 1 2 3\n\n";
  private static final String GOOD = "eval instant at 1m a\n  a{b=\"c\"} 2\n\n";
  private static final String BAD = "eval instant at 2m a\n  a{b=\"c\"} 2\n";

  @TempDir Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void countsPerFileAndInAll() throws IOException {
    Path first = write("1.test", LOAD + GOOD + GOOD);
    Path second = write("2.test", LOAD + GOOD + BAD);
    assertThat(run("--shards", "4", directory.toString())).isEqualTo(1);
    assertThat(out.toString().lines())
        .startsWith(
            first + ": 2 passed, 0 failed",
            second + ":7: eval instant at 2m a",
            "  as written",
            "  expected: {__name__=\"a\", b=\"c\"} 2.0",
            "  got:      {__name__=\"a\", b=\"c\"} 3.0 @[120000]")
        .endsWith(second + ": 1 passed, 1 failed", "3 passed, 1 failed");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void answersZeroWhenAllIsWell() throws IOException {
    assertThat(run(write("1.test", LOAD + GOOD).toString())).isZero();
    assertThat(out.toString()).endsWith("1 passed, 0 failed\n");
  }

  @Test
  void agreesWithItselfOverTheWire() {
    String scripts = "../promql/src/test/resources/io/varve/promql/script/own";
    assertThat(run("--shards", "16", "--wire", scripts)).as(out::toString).isZero();
  }

  @Test
  void runsTheOtherScriptsWhenOneIsBroken() throws IOException {
    Path broken = write("1.test", "load 5\n");
    write("2.test", LOAD + GOOD);
    assertThat(run(directory.toString())).isEqualTo(1);
    assertThat(out.toString()).endsWith("1 passed, 0 failed\n");
    assertThat(err.toString()).startsWith("varve: " + broken + ":1: invalid step definition");
  }

  @Test
  void refusesWrongUseInOneSentence() {
    assertRefused("Missing required parameter: 'FILE_OR_DIR'");
    assertRefused("--shards must be a power of two up to 65536, got 3", "--shards", "3", "x");
    assertRefused("there is no file or directory nowhere", "nowhere");
    assertRefused("there is no script *.test in " + directory, directory.toString());
    assertRefused("Unknown option: '--wrong'", "--wrong", directory.toString());
  }

  private void assertRefused(String sentence, String... args) {
    err.getBuffer().setLength(0);
    assertThat(run(args)).isEqualTo(2);
    assertThat(err.toString().lines().toList()).hasSize(1);
    assertThat(err.toString()).startsWith("varve: " + sentence + ".");
    assertThat(out.toString()).isEmpty();
  }

  private Path write(String file, String script) throws IOException {
    return Files.writeString(directory.resolve(file), script);
  }

  private int run(String... args) {
    String[] all = new String[args.length + 1];
    all[0] = "promql-test";
    System.arraycopy(args, 0, all, 1, args.length);
    return Main.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(all);
  }
}
