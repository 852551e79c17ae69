package io.varve.node;

import io.varve.promql.script.EngineEvaluator;
import io.varve.promql.script.Script;
import io.varve.promql.script.ScriptException;
import io.varve.promql.script.ScriptReport;
import io.varve.promql.script.ScriptRunner;
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

/** Runs scripts of queries and their expected results. */
@Command(
    name = "promql-test",
    description = "Runs scripts that load series and say what queries must give.",
    mixinStandardHelpOptions = true)
final class PromqlTestCommand implements Callable<Integer> {
  private static final String SUFFIX = ".test";

  @Spec CommandSpec spec;

  @Option(
      names = "--shards",
      paramLabel = "N",
      description = "Spreads series over N shards, a power of two (1).")
  int shards = 1;

  @Parameters(
      paramLabel = "FILE_OR_DIR",
      arity = "1..*",
      description = "Scripts, or directories with scripts named *.test.")
  List<Path> paths = List.of();

  /** Answers 0 when every query gave what its script says, 1 otherwise. */
  @Override
  public Integer call() throws IOException {
    if (shards < 1 || shards > 65_536 || Integer.bitCount(shards) != 1) {
      throw new ParameterException(
          spec.commandLine(),
          "--shards must be a power of two up to 65536, got %d.".formatted(shards));
    }
    List<Path> files = files();
    PrintWriter out = spec.commandLine().getOut();
    ScriptRunner runner = new ScriptRunner(shards, new EngineEvaluator());
    int passed = 0;
    int failed = 0;
    boolean broken = false;
    for (Path file : files) {
      try {
        ScriptReport report = runner.run(Script.parse(file.toString(), Files.readString(file)));
        print(report, out);
        passed += report.passed();
        failed += report.failures().size();
      } catch (ScriptException e) {
        broken = true;
        PrintWriter err = spec.commandLine().getErr();
        err.println("varve: " + e.getMessage());
        err.flush();
      }
    }
    out.printf("%d passed, %d failed%n", passed, failed);
    out.flush();
    return failed > 0 || broken ? 1 : 0;
  }

  private static void print(ScriptReport report, PrintWriter out) {
    report.failures().forEach(out::println);
    out.printf(
        "%s: %d passed, %d failed%n", report.file(), report.passed(), report.failures().size());
  }

  private List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path path : paths) {
      if (Files.isRegularFile(path)) {
        files.add(path);
      } else if (Files.isDirectory(path)) {
        files.addAll(scripts(path));
      } else {
        throw new ParameterException(
            spec.commandLine(), "There is no file or directory %s.".formatted(path));
      }
    }
    return files;
  }

  private List<Path> scripts(Path directory) throws IOException {
    try (Stream<Path> found = Files.list(directory)) {
      List<Path> scripts =
          found.filter(f -> f.getFileName().toString().endsWith(SUFFIX)).sorted().toList();
      if (scripts.isEmpty()) {
        throw new ParameterException(
            spec.commandLine(), "There is no script (*%s) in %s.".formatted(SUFFIX, directory));
      }
      return scripts;
    }
  }
}
