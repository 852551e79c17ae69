package io.varve.node;

import io.varve.promql.script.EngineEvaluator;
import io.varve.promql.script.Script;
import io.varve.promql.script.ScriptException;
import io.varve.promql.script.ScriptReport;
import io.varve.promql.script.ScriptRunner;
import io.varve.sharding.query.wire.KryoFragmentCodec;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs scripts of queries and their expected results; the evaluation is the program's own. */
@Command(
    name = "promql-test",
    description = "Runs scripts that load series and say what queries must give.",
    mixinStandardHelpOptions = true)
final class PromqlTestCommand implements Callable<Integer> {
  private static final String SUFFIX = ".test";
  private static final int MAX_SHARDS = 65_536;

  @Spec CommandSpec spec;

  @Option(
      names = "--shards",
      paramLabel = "N",
      description = "Spreads series over N shards, a power of two (1).")
  int shards = 1;

  @Option(
      names = "--wire",
      description = "Puts what shards are asked and answer into the messages that nodes exchange.")
  boolean wire;

  @Parameters(
      paramLabel = "FILE_OR_DIR",
      arity = "1..*",
      description = "Scripts, or directories with scripts named *.test.")
  List<Path> paths = List.of();

  private int passed;
  private int failed;
  private boolean broken;

  /** Answers 0 when every query gave what its script says, 1 otherwise. */
  @Override
  public Integer call() {
    if (Integer.bitCount(shards) != 1 || shards < 1 || shards > MAX_SHARDS) {
      throw refusal(
          "--shards must be a power of two up to %d, got %d".formatted(MAX_SHARDS, shards));
    }
    List<Path> files = files();
    PrintWriter out = spec.commandLine().getOut();
    EngineEvaluator engine = new EngineEvaluator();
    ScriptRunner runner =
        new ScriptRunner(shards, wire ? engine.through(new KryoFragmentCodec()) : engine);
    files.forEach(file -> run(runner, file, out));
    out.printf("%d passed, %d failed%n", passed, failed);
    out.flush();
    return failed > 0 || broken ? 1 : 0;
  }

  private void run(ScriptRunner runner, Path file, PrintWriter out) {
    try {
      Script script = Script.parse(file.toString(), Files.readString(file));
      ScriptReport report = runner.run(script);
      report.failures().forEach(out::println);
      out.printf("%s: %d passed, %d failed%n", file, report.passed(), report.failures().size());
      out.flush();
      passed += report.passed();
      failed += report.failures().size();
    } catch (ScriptException e) {
      complain(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      complain("%s cannot be read: %s.".formatted(file, e));
    }
  }

  /** A script that cannot be run does not keep the others from running. */
  private void complain(String sentence) {
    broken = true;
    PrintWriter err = spec.commandLine().getErr();
    err.println("varve: " + sentence);
    err.flush();
  }

  private List<Path> files() {
    List<Path> files = new ArrayList<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        files.addAll(scripts(path));
      } else if (Files.exists(path)) {
        files.add(path);
      } else {
        throw refusal("there is no file or directory " + path);
      }
    }
    return files;
  }

  private List<Path> scripts(Path directory) {
    try (Stream<Path> found = Files.list(directory)) {
      List<Path> scripts = found.filter(f -> f.toString().endsWith(SUFFIX)).sorted().toList();
      if (scripts.isEmpty()) {
        throw refusal("there is no script *%s in %s".formatted(SUFFIX, directory));
      }
      return scripts;
    } catch (IOException e) {
      throw refusal("%s cannot be read: %s".formatted(directory, e));
    }
  }

  private ParameterException refusal(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }
}
